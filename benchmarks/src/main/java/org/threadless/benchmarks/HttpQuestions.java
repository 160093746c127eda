package org.threadless.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Questions to servers, beside what is measured. */
final class HttpQuestions {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private HttpQuestions() {}

  /** Returns what is answered to a GET. */
  static String get(URI url) throws IOException, InterruptedException {
    return CLIENT.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).body();
  }
}
