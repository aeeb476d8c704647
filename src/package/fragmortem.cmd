@echo off
rem Starts Fragmortem on Windows: from an unpacked release (bin), or where the jar lies beside this file.
rem Needs Java 17 or newer: JAVA_HOME, else the PATH. FRAGMORTEM_JAVA_OPTS is passed to the JVM after the flags below.
setlocal
set "HERE=%~dp0"
set "JAR=%HERE%..\lib\fragmortem.jar"
if not exist "%JAR%" for /f "delims=" %%F in ('dir /b "%HERE%fragmortem*.jar" 2^>nul') do set "JAR=%HERE%%%F"
if not exist "%JAR%" (
    echo fragmortem: found no fragmortem.jar beside "%~f0" 1>&2
    exit /b 70
)
set "JAVA=%HERE%..\runtime\bin\java.exe"
if not exist "%JAVA%" set "JAVA=%JAVA_HOME%\bin\java.exe"
if not exist "%JAVA%" set "JAVA=java.exe"
"%JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Xshare:auto -XX:MaxRAMPercentage=60 -Dfile.encoding=UTF-8 %FRAGMORTEM_JAVA_OPTS% -jar "%JAR%" %*
exit /b %ERRORLEVEL%
