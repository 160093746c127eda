package org.threadless.backend.http.answer;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.commons.text.StringEscapeUtils;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.backend.http.value.Template;
import org.threadless.backend.http.value.ValuePath;
import org.threadless.backend.http.value.Values;
import org.threadless.http.request.RequestException;
import org.threadless.http.response.Answers;
import org.threadless.router.config.InvalidSettingException;

/** Gives the answers of a backend. Each completes the callback. */
public final class GatewayAnswers {

  private static final String PLAIN = "text/plain; charset=UTF-8";
  private static final int FORBIDDEN = 403;

  private final AnswerSettings settings;
  private final SettingValues values;
  private final Map<String, ValuePath> places = new HashMap<>();

  /**
   * @param values what their templates may name besides what stands in the request
   * @throws InvalidSettingException about {@code answer}, where one names anything else
   */
  public GatewayAnswers(AnswerSettings settings, SettingValues values) {
    this.settings = settings;
    this.values = values;
    settings.all().stream()
        .flatMap(answer -> answer.body().stream())
        .flatMap(body -> body.names().stream())
        .forEach(this::require);
  }

  private void require(String name) {
    Optional<ValuePath> place = ValuePath.ofPlace("answer", name);
    place.ifPresent(path -> places.put(name, path));
    if (place.isEmpty() && values.of(name).isEmpty()) {
      throw new InvalidSettingException(
          "answer", "has the place {" + name + "}, which has no value; a plain brace is \\{");
    }
  }

  /** Answers that all is stored. */
  public void stored(Values request, Response response, Callback callback) {
    give(settings.stored(), 200, Optional.of(request), response, callback);
  }

  /** Answers that there is nothing in it for us. */
  public void otherwise(Values request, Response response, Callback callback) {
    give(settings.otherwise(), 200, Optional.of(request), response, callback);
  }

  /** Answers that nothing may be stored, and the same may come again after a while. */
  public void again(Optional<? extends Values> request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.RETRY_AFTER, Answers.RETRY_AFTER.toSeconds());
    give(settings.again(), 503, request, response, callback);
  }

  /** Answers what cannot be read, or is not the provider's. The log says why. */
  public void refused(
      RequestException refusal,
      Optional<? extends Values> request,
      Response response,
      Callback callback) {
    Answers.lost(response, refusal.getMessage());
    boolean denied = refusal.status() == FORBIDDEN;
    OneAnswer answer = denied ? settings.denied() : settings.never();
    give(answer, refusal.status(), request, response, callback);
  }

  private void give(
      OneAnswer answer,
      int otherwise,
      Optional<? extends Values> request,
      Response response,
      Callback callback) {
    response.setStatus(answer.status().orElse(otherwise));
    String type = answer.type().orElse(PLAIN);
    if (answer.type().isPresent() || answer.body().isPresent()) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    }
    String body = answer.body().map(template -> filled(template, type, request)).orElse("");
    Content.Sink.write(response, true, body, callback);
  }

  private String filled(Template template, String type, Optional<? extends Values> request) {
    return template
        .fill(name -> Optional.of(value(name, request).orElse("")), escape(type))
        .orElse("");
  }

  private Optional<String> value(String name, Optional<? extends Values> request) {
    ValuePath place = places.get(name);
    return place == null ? values.of(name) : request.flatMap(place::in);
  }

  private static UnaryOperator<String> escape(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    if (lower.contains("xml") || lower.contains("html")) {
      return StringEscapeUtils::escapeXml10;
    }
    return lower.contains("json") ? StringEscapeUtils::escapeJson : UnaryOperator.identity();
  }
}
