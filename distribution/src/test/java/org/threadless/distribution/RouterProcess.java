package org.threadless.distribution;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.threadless.distribution.provider.Brought;

/** A router that serves, in a process of its own. */
public final class RouterProcess implements AutoCloseable {

  private static final String READY = "Listening on ";

  private final Process process;
  private final URI root;
  private final HttpClient client = HttpClient.newHttpClient();

  private RouterProcess(Process process, URI root) {
    this.process = process;
    this.root = root;
  }

  /** Starts a command that serves, and returns when it listens. */
  public static RouterProcess start(ProcessBuilder command) throws IOException {
    return start(command, ProcessBuilder.Redirect.INHERIT);
  }

  /** The same with its log put somewhere. */
  public static RouterProcess start(ProcessBuilder command, ProcessBuilder.Redirect log)
      throws IOException {
    Process process = command.redirectError(log).start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String line = out.readLine();
    if (line == null || !line.startsWith(READY)) {
      process.destroyForcibly();
      throw new IllegalStateException("expected '" + READY + "...', and read: " + line);
    }
    return new RouterProcess(process, URI.create(line.substring(READY.length())));
  }

  /** Returns the URL that it listens on. */
  public URI root() {
    return root;
  }

  /** Sends a form. */
  public HttpResponse<String> post(String path, String identity, String text)
      throws IOException, InterruptedException {
    return postForm(path, "identity=" + encoded(identity) + "&text=" + encoded(text));
  }

  HttpResponse<String> postForm(String path, String form) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(root.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build(),
        BodyHandlers.ofString());
  }

  /** Brings what a provider brings to a backend of the engine http, and returns the status. */
  int bring(String backend, Brought brought) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve("/http/" + backend + "/" + brought.below()))
            .POST(BodyPublishers.ofString(brought.body()));
    brought.headers().forEach(request::header);
    // On a connection of its own: that of a request that was refused unread is closed.
    HttpClient provider = HttpClient.newHttpClient();
    return provider.send(request.build(), BodyHandlers.discarding()).statusCode();
  }

  /** Gets a page. */
  public HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(HttpRequest.newBuilder(root.resolve(path)).build(), BodyHandlers.ofString());
  }

  /** Waits until it ends by itself, and returns its exit code. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      throw new AssertionError("the router goes on");
    }
    return process.exitValue();
  }

  /** Asks it to stop, as {@code kill} does, and returns its exit code. */
  public int terminate() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  /** Has it read its configuration again, as {@code kill -HUP} does. */
  void hangUp() throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-HUP", String.valueOf(process.pid())).start().waitFor();
  }

  /** Ends it at once, as {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
