package org.threadless.testing;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * A gateway on a free port that keeps its connections open and does with each request what a test
 * has told it to, down to dropping the connection. Untold, it answers 200.
 */
public final class FakeGateway implements AutoCloseable {

  private final ServerSocket server;
  private final Queue<Behaviour> behaviours = new ConcurrentLinkedQueue<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  /**
   * A request.
   *
   * @param connection 1 for what came over the first connection, and so on
   * @param headers by lower-case name
   */
  public record Received(
      int connection, String method, String target, Map<String, String> headers, String body) {}

  /** What is done with a request. The connection stays open unless this closes it. */
  @FunctionalInterface
  public interface Behaviour {
    /** Writes an answer, or does not. */
    void apply(Socket socket) throws IOException;
  }

  /** Listens on 127.0.0.1. */
  public FakeGateway() {
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    daemon(this::accept);
  }

  /** Answers with this status, these header lines and no body. */
  public static Behaviour answer(int status, String... headers) {
    String lines = Arrays.stream(headers).map(line -> line + "\r\n").collect(Collectors.joining());
    return raw("HTTP/1.1 " + status + " Whatever\r\nContent-Length: 0\r\n" + lines + "\r\n");
  }

  /** Answers with these bytes. */
  public static Behaviour raw(String answer) {
    return socket -> socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Closes the connection without an answer. */
  public static Behaviour drop() {
    return Closeable::close;
  }

  /** Never answers. */
  public static Behaviour silence() {
    // Ends when the other side has had enough.
    return socket -> socket.getInputStream().transferTo(new ByteArrayOutputStream());
  }

  /** Tells what to do with the next requests, in this order. */
  public FakeGateway next(Behaviour... next) {
    behaviours.addAll(List.of(next));
    return this;
  }

  /** Returns the requests so far. */
  public List<Received> received() {
    return received;
  }

  /** Returns the URL of this path and query, which begin with a slash. */
  public String url(String pathAndQuery) {
    return "http://127.0.0.1:" + server.getLocalPort() + pathAndQuery;
  }

  @Override
  public void close() {
    closeQuietly(server);
    sockets.forEach(FakeGateway::closeQuietly);
  }

  private void accept() throws IOException {
    while (true) {
      Socket socket = server.accept();
      sockets.add(socket);
      int connection = sockets.size();
      daemon(() -> serve(socket, connection));
    }
  }

  private void serve(Socket socket, int connection) throws IOException {
    InputStream in = socket.getInputStream();
    for (String first = line(in); !first.isEmpty(); first = line(in)) {
      String[] words = first.split(" ", -1);
      Map<String, String> headers = headers(in);
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
      received.add(new Received(connection, words[0], words[1], headers, body));
      Behaviour behaviour = behaviours.poll();
      (behaviour == null ? answer(200) : behaviour).apply(socket);
    }
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).trim());
    }
    return headers;
  }

  /** Returns a line without its end; empty at the end of the stream. */
  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.write(b);
    }
    return line.toString(StandardCharsets.UTF_8).strip();
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void daemon(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // A socket was closed, here or there, which is how all of these end.
                return;
              }
            },
            "fake-gateway");
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(Closeable closeable) {
    try {
      closeable.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
