package io.fragmortem.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fragmortem.report.json.JsonCheck;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A headless Chromium with one page, driven by its own protocol; remembers every request and every word of the console. */
public final class BrowserSession implements AutoCloseable {

    private static final Pattern SOCKET =
            Pattern.compile("\"webSocketDebuggerUrl\"\\s*:\\s*\"(ws:[^\"]*/page/[^\"]*)\"");
    private static final int SECONDS = 300;

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private int last;

    BrowserSession(String chromium, Path temp) throws Exception {
        process = new ProcessBuilder(
                        chromium,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--disable-dev-shm-usage",
                        "--lang=en-US",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + temp,
                        "about:blank")
                .redirectErrorStream(true)
                .redirectOutput(temp.resolve("chromium.log").toFile())
                .start();
        try {
            socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .buildAsync(URI.create(socketOf(temp)), new Listener())
                    .get(SECONDS, TimeUnit.SECONDS);
            for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
                command(domain + ".enable", "{}");
            }
        } catch (Exception | AssertionError e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /** Where the page can be driven. */
    private static String socketOf(Path temp) throws IOException, InterruptedException {
        Path port = temp.resolve("DevToolsActivePort");
        for (int tries = 0; tries < 10 * SECONDS; tries++) {
            if (Files.exists(port) && Files.readAllLines(port).size() > 1) {
                URI list = URI.create(
                        "http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json");
                String pages = HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                        .body();
                Matcher socket = SOCKET.matcher(pages);
                if (socket.find()) {
                    return socket.group(1);
                }
            }
            Thread.sleep(100);
        }
        throw new AssertionError("Chromium did not start");
    }

    /** Puts the parts of long messages together. */
    private final class Listener implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public void onOpen(WebSocket opened) {
            opened.request(Long.MAX_VALUE);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean isLast) {
            parts.append(part);
            if (isLast) {
                messages.add(parts.toString());
                parts.setLength(0);
            }
            return null;
        }
    }

    /** Sends a command and waits for its answer; what happened meanwhile is remembered. */
    public Map<String, Object> command(String method, String parameters) throws Exception {
        int id = ++last;
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + "}", true)
                .get(SECONDS, TimeUnit.SECONDS);
        while (true) {
            String message = messages.poll(SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError(method + ": no answer");
            }
            Map<String, Object> answer = JsonCheck.object(message);
            if (Double.valueOf(id).equals(answer.get("id"))) {
                assertTrue(answer.containsKey("result"), message);
                return object(answer, "result");
            }
            remember(answer, message);
        }
    }

    private void remember(Map<String, Object> event, String message) {
        switch (String.valueOf(event.get("method"))) {
            case "Network.requestWillBeSent" ->
                requests.add(String.valueOf(
                        object(object(event, "params"), "request").get("url")));
            case "Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded" -> said.add(message);
            case "Page.frameNavigated", "Page.javascriptDialogOpening", "Page.windowOpen" -> said.add(message);
            default -> {
                // nothing of interest
            }
        }
    }

    /** Value of an expression, which may be a promise; a string or a number. */
    public Object value(String expression) throws Exception {
        Map<String, Object> answer = command(
                "Runtime.evaluate",
                "{\"expression\":" + literal(expression) + ",\"awaitPromise\":true,\"returnByValue\":true}");
        assertTrue(!answer.containsKey("exceptionDetails"), () -> expression + ": " + answer);
        return String.valueOf(object(answer, "result").get("value"));
    }

    /** Opens a file and waits until a condition holds. */
    public void open(Path file, String until) throws Exception {
        command("Page.navigate", "{\"url\":" + literal(file.toUri().toString()) + "}");
        waitFor(until);
        said.clear();
    }

    /** Waits until an expression is true. */
    public void waitFor(String condition) throws Exception {
        value("new Promise(resolve => {const look = () => (" + condition
                + ") ? resolve(1) : setTimeout(look, 5); look();})");
    }

    /** Addresses asked for so far. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /** Exceptions, lines of the console and navigations since the page was opened. */
    public List<String> said() {
        return List.copyOf(said);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> in, String name) {
        return (Map<String, Object>) in.getOrDefault(name, Map.of());
    }

    /** A text as a literal of JSON and JavaScript. */
    public static String literal(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(
                    c == '"' || c == '\\' || c < ' ' || c > '~'
                            ? String.format("\\u%04x", (int) c)
                            : String.valueOf(c));
        }
        return out.append('"').toString();
    }

    /** Lets it end by itself, so that nothing is written to its folder any more. */
    @Override
    public void close() {
        socket.sendText("{\"id\":0,\"method\":\"Browser.close\"}", true).join();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        socket.abort();
    }
}
