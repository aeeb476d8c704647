package io.fragmortem.report.html;

import freemarker.cache.ClassTemplateLoader;
import freemarker.cache.FileTemplateLoader;
import freemarker.cache.MultiTemplateLoader;
import freemarker.cache.TemplateLoader;
import freemarker.core.HTMLOutputFormat;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;

/** The templates: a file in the user's folder wins, the built-in one of the same name stands in for all others. */
final class TemplateFolder {

    private final Optional<Path> folder;
    private final Configuration configuration;

    TemplateFolder(Optional<Path> folder) {
        this.folder = folder;
        this.configuration = configure(folder);
    }

    /** Fills a template; what is wrong with a user's template is said with its name and line. */
    String fill(String template, Map<String, Object> model) {
        StringWriter out = new StringWriter(65_536);
        try {
            configuration.getTemplate(template).process(model, out);
        } catch (TemplateException | ParseException e) {
            throw new TemplateFailure("template " + template + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("template " + template, e);
        }
        return out.toString();
    }

    /** A file that is taken as it is: the style sheet, the script. */
    String text(String name) {
        try {
            Optional<Path> own = folder.map(path -> path.resolve(name)).filter(Files::isRegularFile);
            if (own.isPresent()) {
                return unix(Files.readString(own.get(), StandardCharsets.UTF_8));
            }
            return unix(BuiltIn.text(name));
        } catch (IOException e) {
            throw new UncheckedIOException("template " + name, e);
        }
    }

    /** Browsers hash what they see after turning CR LF into LF. */
    private static String unix(String text) {
        return text.replace("\r\n", "\n");
    }

    private static Configuration configure(Optional<Path> folder) {
        Configuration configuration = new Configuration(Configuration.VERSION_2_3_35);
        List<TemplateLoader> loaders = new ArrayList<>();
        folder.ifPresent(path -> loaders.add(files(path)));
        loaders.add(new ClassTemplateLoader(TemplateFolder.class, BuiltIn.FOLDER));
        configuration.setObjectWrapper(ViewWrapper.create());
        configuration.setTemplateLoader(new MultiTemplateLoader(loaders.toArray(new TemplateLoader[0])));
        configuration.setDefaultEncoding("UTF-8");
        configuration.setOutputEncoding("UTF-8");
        configuration.setLocale(Locale.ROOT);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
        configuration.setNumberFormat("computer");
        configuration.setOutputFormat(HTMLOutputFormat.INSTANCE);
        configuration.setRecognizeStandardFileExtensions(true);
        configuration.setLocalizedLookup(false);
        configuration.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE); // one run reads them once
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        return configuration;
    }

    private static TemplateLoader files(Path folder) {
        try {
            return new FileTemplateLoader(folder.toFile());
        } catch (IOException e) {
            throw new IllegalArgumentException("templates: " + folder + " is not a folder that can be read", e);
        }
    }
}
