package org.threadless.kafka.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.threadless.testrig.Ports;

/** One node of a {@link KafkaCluster}, broker and controller, in a process of its own. */
final class Broker {

  private static final int PATIENCE_SECONDS = 60;

  private static final List<String> JVM_OPTIONS =
      List.of("-Xmx512m", "-XX:+UseSerialGC", "-Djava.awt.headless=true");

  // What is tried for a minute has ended before a better compiler were of use to it.
  private static final List<String> SOON_THERE = List.of("-XX:TieredStopAtLevel=1");

  private final int id;
  private final Path folder;
  private final int port = Ports.free();
  private final int controllerPort = Ports.free();
  private Process process;

  /**
   * One that does not run yet.
   *
   * @param id from 1
   * @param folder for its data, its properties and its log
   */
  Broker(int id, Path folder) {
    this.id = id;
    this.folder = folder;
  }

  int id() {
    return id;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  String voter() {
    return id + "@127.0.0.1:" + controllerPort;
  }

  /** Returns whether it was started, and not killed or stopped since. */
  boolean isStarted() {
    return process != null;
  }

  /** Returns whether its process is alive: one may have been started and have ended by itself. */
  boolean isRunning() {
    return process != null && process.isAlive();
  }

  /**
   * Starts its process, on the data that it has left, and does not wait until it answers.
   *
   * @param format how its storage is to be formatted besides
   * @param isForLoad whether it is to be fast in the end, not at first
   */
  void start(String clusterId, Properties common, List<String> format, boolean isForLoad) {
    if (isRunning()) {
      throw new IllegalStateException("node " + id + " runs");
    }
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve("server.properties");
      try (Writer out = Files.newBufferedWriter(file)) {
        properties(common).store(out, null);
      }
      process =
          new ProcessBuilder(command(file, clusterId, format, isForLoad))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> command(
      Path properties, String clusterId, List<String> format, boolean isForLoad) {
    return Stream.of(
            Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
            JVM_OPTIONS.stream(),
            (isForLoad ? List.<String>of() : SOON_THERE).stream(),
            Stream.of(
                "-Dlogback.configurationFile=" + Broker.class.getResource("broker-logback.xml"),
                "-cp",
                System.getProperty("java.class.path"),
                BrokerMain.class.getName(),
                properties.toString(),
                clusterId),
            format.stream())
        .flatMap(each -> each)
        .toList();
  }

  private Properties properties(Properties common) {
    Properties all = new Properties();
    all.putAll(common);
    all.setProperty("node.id", String.valueOf(id));
    all.setProperty("log.dirs", folder.resolve("data").toString());
    String listener = "BROKER://" + address();
    all.setProperty("listeners", listener + ",CONTROLLER://127.0.0.1:" + controllerPort);
    all.setProperty("advertised.listeners", listener);
    return all;
  }

  private Path log() {
    return folder.resolve("broker.log");
  }

  /** Returns what it has said so far, for whoever looks why it does not run. */
  String said() {
    try {
      return Files.exists(log()) ? Files.readString(log()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it at once, as {@code kill -9} does. */
  void kill() {
    if (process != null) {
      process.destroyForcibly();
      awaitEnd();
    }
  }

  /** Asks it to stop, as {@code kill} does: it hands over what it leads, and ends. */
  void stop() {
    if (process != null) {
      process.destroy();
      awaitEnd();
    }
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    process = null;
  }
}
