package org.threadless.distribution.provider;

import static org.awaitility.Awaitility.await;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.threadless.testing.FakeGateway;
import org.threadless.testing.FakeGateway.Received;

/** A provider as it says of itself that it is, reached over HTTP. */
public abstract class FakeProvider implements AutoCloseable {

  /** The URL that it knows the router by. */
  protected static final String PUBLIC = "https://sms.example.org";

  private final FakeGateway api = new FakeGateway();
  private final String preset;

  /**
   * @param preset the name of its preset, and of its backend
   * @param accepted the status and the body by which it takes a message
   */
  protected FakeProvider(String preset, String status, String accepted) {
    this.preset = preset;
    api.next(
        FakeGateway.raw(
            "HTTP/1.1 "
                + status
                + "\r\nContent-Length: "
                + accepted.length()
                + "\r\n\r\n"
                + accepted));
  }

  /** Returns the name of its preset, and of its backend. */
  public String preset() {
    return preset;
  }

  /** Returns the settings that the preset needs, a line each. */
  public abstract List<String> settings();

  /** Returns a message from a phone. */
  public abstract Brought message(String text) throws GeneralSecurityException;

  /** Returns the report that the message which it has taken is delivered. */
  public abstract Brought delivered() throws GeneralSecurityException;

  /** Returns what it was asked to send, as soon as it was. */
  public Received taken() {
    await().until(() -> !api.received().isEmpty());
    return api.received().get(0);
  }

  /** Returns the setting that leads to it and not to the real one. */
  protected String insteadOf(String path) {
    return "outgoing: {url: \"" + api.url(path) + "\"}";
  }

  protected String url(String path) {
    return api.url(path);
  }

  /** Returns what stands below the URL of the backend in the URL that it was given for reports. */
  protected String reportTo() {
    String body = taken().body();
    String plain = body.startsWith("{") ? body : URLDecoder.decode(body, StandardCharsets.UTF_8);
    String root = PUBLIC + "/http/" + preset + "/";
    Matcher url = Pattern.compile(Pattern.quote(root) + "([^\"#]+)").matcher(plain);
    if (!url.find()) {
      throw new AssertionError("no URL for reports in " + body);
    }
    return url.group(1);
  }

  static byte[] hmac(String algorithm, String key, String over) throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm);
    mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
    return mac.doFinal(over.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    api.close();
  }
}
