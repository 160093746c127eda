package org.threadless.backend.http.outgoing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.threadless.backend.http.value.Values;
import org.threadless.http.client.GatewayClient;
import org.threadless.router.text.PercentCoding;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A gateway's answer, whose values are looked up in what its body is, whatever it says that it is:
 * JSON, a form, or a text. Used by one thread.
 */
final class GatewayReply implements Values {

  // 1.10 stays what it is.
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final String MARK = "\uFEFF";

  private final GatewayClient.Answered answered;
  private boolean read;
  private Optional<JsonNode> json = Optional.empty();

  GatewayReply(GatewayClient.Answered answered) {
    this.answered = answered;
  }

  @Override
  public Optional<String> field(String name) {
    return Arrays.stream(body().strip().split("&", -1))
        .filter(field -> name.equals(decoded(field.substring(0, separator(field)))))
        .map(field -> decoded(field.substring(Math.min(separator(field) + 1, field.length()))))
        .findFirst();
  }

  private static int separator(String field) {
    int separator = field.indexOf('=');
    return separator < 0 ? field.length() : separator;
  }

  private static String decoded(String value) {
    return new String(PercentCoding.decode(value), StandardCharsets.UTF_8);
  }

  @Override
  public Optional<JsonNode> json() {
    if (!read) {
      read = true;
      json = parsed();
    }
    return json;
  }

  private Optional<JsonNode> parsed() {
    try {
      String body = body().startsWith(MARK) ? body().substring(1) : body();
      return Optional.of(JSON.readTree(body));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(answered.headers().get(name));
  }

  @Override
  public Optional<String> query(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<Integer> status() {
    return Optional.of(answered.status());
  }

  @Override
  public String body() {
    return answered.body();
  }
}
