package org.threadless.benchmarks.server;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Questions to servers, beside what is measured. */
public final class HttpQuestions {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private HttpQuestions() {}

  /** Returns what is answered to a GET. */
  public static String get(URI url) throws IOException, InterruptedException {
    return CLIENT.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
  }

  /** Returns when no message waits at a router. */
  public static void drain(ServerProcess router) throws IOException, InterruptedException {
    do {
      Thread.sleep(20);
    } while (!get(router.url("/health/ready")).contains("\"waiting\":[]"));
  }
}
