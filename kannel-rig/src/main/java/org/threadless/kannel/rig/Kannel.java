package org.threadless.backend.kannel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;

/** A real Kannel on loopback, on free ports, with {@link Phones} for a phone network. */
final class Kannel implements AutoCloseable {

  /** What smsbox is to ask the router, after its URL. */
  static final String GET_QUERY =
      "?id=%p&text=%b&charset=%C&coding=%c&external-id=%I&to=%P&smsc=%i&timestamp=%T&udh=%u";

  private static final Path TEMPLATES = Path.of("src/test/kannel");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

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

  /** A Kannel that is not started yet; smsbox hands over once, and sends no reply of its own. */
  Kannel(Path folder) {
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

  /** Sets one of the places of the templates. */
  Kannel set(String place, Object value) {
    values.put(place, value.toString());
    return this;
  }

  /** Puts other groups in the place of those for smsbox, sendsms-user and sms-service. */
  Kannel withBoxes(String groups) {
    boxes = groups;
    return this;
  }

  URI sendsmsUrl() {
    return URI.create("http://127.0.0.1:" + sendsmsPort + "/cgi-bin/sendsms");
  }

  URI statusUrl() {
    return URI.create("http://127.0.0.1:" + adminPort + "/status.xml");
  }

  int phonePort() {
    return phonePort;
  }

  Path configuration() {
    return folder.resolve("kannel.conf");
  }

  Phones phones() {
    return phones;
  }

  /** Starts it, and waits until a phone could send. */
  Kannel start() {
    startWithoutPhones();
    phones = Phones.start(folder, phonePort);
    awaitStatus("fake1.*online \\d");
    return this;
  }

  /** Starts it without a phone network. */
  Kannel startWithoutPhones() {
    writeConfiguration();
    bearerbox =
        KannelProcess.start(folder, KannelProcess.BEARERBOX, "-v", "4", configuration().toString());
    awaitStatus("Status: running");
    awaitAsserted(
        () -> {
          // bearerbox says it runs a moment before it listens for smsbox, which gives up at once.
          if (smsbox == null || !smsbox.process().isAlive()) {
            smsbox = startSmsbox();
          }
          assertThat(status()).containsPattern("smsbox:.*on-line");
        });
    return this;
  }

  private KannelProcess startSmsbox() {
    return KannelProcess.start(folder, KannelProcess.SMSBOX, "-v", "4", configuration().toString());
  }

  void stop() {
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

  void awaitStatus(String pattern) {
    awaitAsserted(() -> assertThat(status()).containsPattern(pattern));
  }

  private static void awaitAsserted(ThrowingRunnable assertion) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(assertion);
  }

  private String status() throws IOException, InterruptedException {
    URI page = statusUrl().resolve("/status.txt?password=foo");
    return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
  }

  /** Writes {@code kannel.conf}, which {@link #start} does by itself. */
  void writeConfiguration() {
    String text = read("core.conf.in") + "\n" + boxes;
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("@" + value.getKey() + "@", value.getValue());
    }
    assertThat(text).doesNotContainPattern("@[A-Z_]+@");
    try {
      Files.writeString(configuration(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String template) {
    try {
      return Files.readString(TEMPLATES.resolve(template));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
