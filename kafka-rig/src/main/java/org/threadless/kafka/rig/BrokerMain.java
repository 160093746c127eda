package org.threadless.kafka.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
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
   * @param arguments the file of its properties, and the id of the cluster
   */
  public static void main(String[] arguments) {
    endWithParent();
    String properties = arguments[0];
    int result =
        StorageTool.execute(
            new String[] {
              "format", "--ignore-formatted", "--config", properties, "--cluster-id", arguments[1]
            },
            System.out);
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
