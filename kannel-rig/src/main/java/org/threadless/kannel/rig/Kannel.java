package org.threadless.kannel.rig;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.threadless.testrig.Ports;

/** A real Kannel on loopback, on free ports, with {@link Phones} for a phone network. */
public final class Kannel implements AutoCloseable {

  /** What smsbox is to ask the router, after its URL. */
  public static final String GET_QUERY =
      "?id=%p&text=%b&charset=%C&coding=%c&external-id=%I&to=%P&smsc=%i&timestamp=%T&udh=%u";

  static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Map<String, String> values = new HashMap<>();
  private final int adminPort = Ports.free();
  private final int sendsmsPort = Ports.free();
  private final int phonePort = Ports.free();
  private String boxes = read("boxes.conf.in");
  private KannelProcess bearerbox;
  private KannelProcess smsbox;
  private Phones phones;

  /**
   * A Kannel that is not started yet; smsbox hands over once, and sends no reply of its own.
   *
   * @param folder for its files
   */
  public Kannel(Path folder) {
    this.folder = folder;
    set("ADMIN_PORT", adminPort);
    set("SENDSMS_PORT", sendsmsPort);
    set("PHONE_PORT", phonePort);
    set("BOX_PORT", Ports.free());
    set("FOLDER", folder);
    set("RETRY", 0);
    set("TIMEOUT", 240);
    set("PENDING", 50);
    set("RECODE", false);
    set("MAX_MESSAGES", 0);
  }

  /** Sets one of the places of the templates, which are between at signs there. */
  public Kannel set(String place, Object value) {
    values.put(place, value.toString());
    return this;
  }

  /** Puts other groups in the place of those for smsbox, sendsms-user and sms-service. */
  public Kannel withBoxes(String groups) {
    boxes = groups;
    return this;
  }

  /** Returns where it takes messages to phones. */
  public URI sendsmsUrl() {
    return URI.create("http://127.0.0.1:" + sendsmsPort + "/cgi-bin/sendsms");
  }

  /** Returns the page of bearerbox that says how it is. */
  public URI statusUrl() {
    return URI.create("http://127.0.0.1:" + adminPort + "/status.xml");
  }

  /** Returns the port that a phone network comes to. */
  public int phonePort() {
    return phonePort;
  }

  /** Returns its {@code kannel.conf}. */
  public Path configuration() {
    return folder.resolve("kannel.conf");
  }

  /** Returns the phone network that {@link #start} has started. */
  public Phones phones() {
    return phones;
  }

  /** Returns whether Kannel is installed. */
  public static boolean isInstalled() {
    return KannelProcess.areInstalled();
  }

  /** Starts it, and waits until a phone could send. */
  public Kannel start() {
    startWithoutPhones();
    phones = Phones.start(folder, phonePort);
    awaitStatus("fake1.*online \\d");
    return this;
  }

  /** Starts it without a phone network. */
  public Kannel startWithoutPhones() {
    writeConfiguration();
    bearerbox =
        KannelProcess.start(folder, KannelProcess.BEARERBOX, "-v", "4", configuration().toString());
    awaitStatus("Status: running");
    awaitTrue(
        "smsbox is on-line",
        () -> {
          // bearerbox says it runs a moment before it listens for smsbox, which gives up at once.
          if (smsbox == null || !smsbox.process().isAlive()) {
            smsbox = startSmsbox();
          }
          return find("smsbox:.*on-line", status());
        });
    return this;
  }

  private KannelProcess startSmsbox() {
    return KannelProcess.start(folder, KannelProcess.SMSBOX, "-v", "4", configuration().toString());
  }

  /** Stops it, and its phones. */
  public void stop() {
    if (phones != null) {
      phones.close();
    }
    if (smsbox != null) {
      smsbox.close();
    }
    if (bearerbox != null) {
      bearerbox.close();
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** Waits until its status page has this. */
  public void awaitStatus(String pattern) {
    awaitTrue("status.txt has " + pattern, () -> find(pattern, status()));
  }

  private static boolean find(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).find();
  }

  private static void awaitTrue(String what, Callable<Boolean> condition) {
    await(what)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(condition);
  }

  private String status() throws IOException, InterruptedException {
    URI page = statusUrl().resolve("/status.txt?password=foo");
    return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
  }

  /** Writes {@code kannel.conf}, which {@link #start} does by itself. */
  public void writeConfiguration() {
    String text = read("core.conf.in") + "\n" + boxes;
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("@" + value.getKey() + "@", value.getValue());
    }
    Matcher unset = Pattern.compile("@[A-Z_]+@").matcher(text);
    if (unset.find()) {
      throw new IllegalStateException(unset.group() + " is not set");
    }
    try {
      Files.writeString(configuration(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String template) {
    try (InputStream in = Kannel.class.getResourceAsStream(template)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
