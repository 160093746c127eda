package org.threadless.benchmarks.speed;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.threadless.benchmarks.part.Part;
import org.threadless.benchmarks.part.Setting;
import org.threadless.benchmarks.server.ServerProcess;

/** The time from the command to the first OK, and the memory after it and after many messages. */
public final class StartPart implements Part {

  private final Setting setting;

  /** Measures with this setting. */
  public StartPart(Setting setting) {
    this.setting = setting;
  }

  @Override
  public void run() throws Exception {
    for (int i = 0; i < setting.rounds(); i++) {
      measure("start to the first OK", i);
    }
    setting.router().prepare(setting.javaHome());
    for (int i = 0; i < setting.rounds(); i++) {
      measure("start to the first OK, after bin/router prepare", i);
    }
    memoryAfterManyMessages();
  }

  private void measure(String name, int round) throws IOException, InterruptedException {
    long start = System.nanoTime();
    try (ServerProcess router = serve("start" + name.length() + "-" + round)) {
      int status =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(router.url("/discard/inline/"))
                      .header("Content-Type", "application/x-www-form-urlencoded")
                      .POST(BodyPublishers.ofString("identity=1112223333&text=echo+hello"))
                      .build(),
                  BodyHandlers.discarding())
              .statusCode();
      setting.results().add(name, (System.nanoTime() - start) / 1e6, "ms");
      setting.results().add(name + ", memory", router.residentMegabytes(), "MB");
      if (status != 200) {
        throw new IOException("answered " + status);
      }
    }
  }

  private void memoryAfterManyMessages() throws IOException, InterruptedException {
    long messages = setting.quick() ? 1000 : 1_000_000;
    try (ServerProcess router = serve("memory")) {
      long sent = 0;
      while (sent < messages) {
        sent += setting.wrk().post(router.url("/discard/inline/"), 16, 1).requests();
      }
      String name = "memory after " + (setting.quick() ? "a thousand" : "a million") + " messages";
      setting.results().add(name, router.residentMegabytes(), "MB");
    }
  }

  private ServerProcess serve(String database) throws IOException {
    return setting.serve(database, setting.h2(database), "inline: {engine: discard}");
  }
}
