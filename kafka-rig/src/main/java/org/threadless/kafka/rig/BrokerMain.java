package org.threadless.kafka.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kafka.Kafka;
import kafka.tools.StorageTool;

/**
 * A broker's process: formats its storage at the first start, as the shell scripts of Kafka would
 * have it done, and is the broker from then on. It ends when whoever started it has ended, even by
 * {@code kill -9}.
 */
final class BrokerMain {

  private BrokerMain() {}

  /**
   * Starts it.
   *
   * @param arguments the file of its properties, the id of the cluster, and how its storage is to
   *     be formatted besides
   */
  public static void main(String[] arguments) {
    endWithParent();
    String properties = arguments[0];
    List<String> format =
        new ArrayList<>(
            List.of(
                "format",
                "--ignore-formatted",
                "--config",
                properties,
                "--cluster-id",
                arguments[1]));
    format.addAll(Arrays.asList(arguments).subList(2, arguments.length));
    int result = StorageTool.execute(format.toArray(String[]::new), System.out);
    if (result != 0) {
      throw new IllegalStateException("the storage could not be formatted: " + result);
    }
    Kafka.main(new String[] {properties});
  }

  // Nobody writes to it: what is read is its end.
  private static void endWithParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                System.in.transferTo(System.err);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              } finally {
                Runtime.getRuntime().halt(1);
              }
            },
            "parent");
    watch.setDaemon(true);
    watch.start();
  }
}
