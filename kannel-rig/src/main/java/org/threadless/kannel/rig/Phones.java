package org.threadless.kannel.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * A phone network: Kannel's fakesmsc. A line is {@code SENDER RECEIVER TYPE DATA}, with one of the
 * types text, data, ucs2, udh-data and udh-text; whatever is sent to phones it shows in the same
 * form.
 */
public final class Phones implements AutoCloseable {

  // What fakesmsc reads of a line.
  private static final int LONGEST_LINE = 255;

  private static final int END_BYTES = 64 * 1024;
  private static final Pattern NUMBER = Pattern.compile("Got message (\\d+):");

  private static final Pattern SHOWN =
      Pattern.compile("(?s)Got message \\d+: <(.*?)>\n(?=\\d{4}-)");

  private final Path output;
  private final KannelProcess fakesmsc;
  private int said;

  private Phones(Path output, KannelProcess fakesmsc) {
    this.output = output;
    this.fakesmsc = fakesmsc;
  }

  /**
   * Starts a network whose phones send what {@link #say} is given.
   *
   * @param folder for what they show
   * @param port of Kannel for them
   */
  public static Phones start(Path folder, int port) {
    return run(folder, port);
  }

  /**
   * Starts a network whose phones send this many messages as fast as they can.
   *
   * @param line to which numbers are added: to sender, receiver and text
   */
  public static Phones startSaying(Path folder, int port, int count, String line) {
    return run(folder, port, "-m", String.valueOf(count), "-z", "7", line);
  }

  private static Phones run(Path folder, int port, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("-H", "127.0.0.1", "-r", String.valueOf(port), "-i", "0"));
    arguments.addAll(List.of(more));
    KannelProcess fakesmsc =
        KannelProcess.start(folder, KannelProcess.FAKESMSC, arguments.toArray(String[]::new));
    return new Phones(folder.resolve("fakesmsc.out"), fakesmsc);
  }

  /** Returns what the phones of the network in this folder have got so far. */
  public static List<PhoneMessage> shown(Path folder) {
    return read(folder.resolve("fakesmsc.out"));
  }

  /** Returns how many messages those are, without reading them all. */
  public static int count(Path folder) {
    try (FileChannel file = FileChannel.open(folder.resolve("fakesmsc.out"))) {
      ByteBuffer end = ByteBuffer.allocate(END_BYTES);
      file.read(end, Math.max(0, file.size() - END_BYTES));
      return NUMBER
          .matcher(new String(end.array(), StandardCharsets.ISO_8859_1))
          .results()
          .mapToInt(found -> Integer.parseInt(found.group(1)))
          .max()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets a phone send, and waits until it has. */
  public void say(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    if (bytes.length > LONGEST_LINE) {
      throw new IllegalArgumentException("fakesmsc would cut this: " + line);
    }
    try {
      fakesmsc.process().getOutputStream().write(bytes);
      fakesmsc.process().getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    said++;
    // Of two lines at once, it would leave the second until something else happens.
    Awaitility.await()
        .atMost(Kannel.PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> text(output).contains("sent message " + said + "\n"));
  }

  /** Waits until phones have got this many messages, and returns them all. */
  public List<PhoneMessage> await(int count) {
    Awaitility.await()
        .atMost(Kannel.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> received().size() >= count);
    return received();
  }

  /** Returns what phones have got so far. */
  public List<PhoneMessage> received() {
    return read(output);
  }

  private static List<PhoneMessage> read(Path output) {
    // The end of a message is seen when something follows it: a line that we add ourselves.
    String shown = text(output) + "0000-";
    return SHOWN.matcher(shown).results().map(each -> PhoneMessage.parse(each.group(1))).toList();
  }

  private static String text(Path output) {
    try {
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    fakesmsc.close();
  }
}
