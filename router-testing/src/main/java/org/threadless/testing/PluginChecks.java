package org.threadless.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.threadless.router.backend.BackendPlugin;
import org.threadless.server.config.backend.PresetTrial;

/** What holds for plugins of every kind. */
final class PluginChecks {

  /** Longer than any test may take, and no reason to wait where all is well. */
  private static final int PATIENCE_SECONDS = 60;

  private static final int THREADS = 8;

  private PluginChecks() {}

  static void isFound(Class<?> kind, Object plugin) {
    assertThat(
            ServiceLoader.load(kind).stream().<Class<?>>map(ServiceLoader.Provider::type).toList())
        .as("plugins that META-INF/services/" + kind.getName() + " names")
        .anySatisfy(type -> assertThat(type).isEqualTo(plugin.getClass()));
  }

  static void isName(String name) {
    assertThat(name).as("the name that the configuration calls it by").matches("[a-z0-9-]{1,50}");
  }

  static void presetsAreRead(BackendPlugin plugin, Map<String, String> values) {
    if (plugin.presets().isPresent()) {
      assertThat(PresetTrial.mistakes(plugin, values))
          .as("mistakes in the presets of " + plugin.engine())
          .isEmpty();
    }
  }

  static void hasNoSecret(List<String> secrets, List<String> lines) {
    for (String secret : secrets) {
      assertThat(lines).as("lines of the log").noneMatch(line -> line.contains(secret));
    }
  }

  /** Does the same on several threads at once, and returns what each time gave. */
  static <T> List<T> atOnce(int times, IntFunction<T> work) {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<T>> running =
          IntStream.range(0, times).mapToObj(i -> threads.submit(() -> work.apply(i))).toList();
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
      return results;
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("on one of several threads: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }

  static HttpResponse<String> send(HttpRequest request) {
    try {
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
