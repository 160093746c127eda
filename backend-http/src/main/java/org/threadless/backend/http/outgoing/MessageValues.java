package org.threadless.backend.http.outgoing;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.threadless.backend.http.outgoing.settings.ByAlphabet;
import org.threadless.backend.http.outgoing.settings.MessageNames;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.backend.http.value.Template;
import org.threadless.router.message.Connection;
import org.threadless.router.message.OutgoingMessage;
import org.threadless.router.text.Gsm7;

/** The values that templates may name, for one message. Used by one thread. */
final class MessageValues {

  private final Common common;
  private final OutgoingMessage message;
  private String reportUrl = "";

  /** What is the same for all messages. */
  record Common(
      SettingValues settings,
      Map<String, ByAlphabet> byAlphabet,
      Function<Connection, String> to,
      ValidityValues validity,
      Function<OutgoingMessage, Optional<String>> reportUrl) {}

  MessageValues(Common common, OutgoingMessage message) {
    this.common = common;
    this.message = message;
  }

  /** Returns a value; empty where there is none of that name. */
  Optional<String> of(String name) {
    return switch (name) {
      case MessageNames.TO -> Optional.of(common.to().apply(message.connection()));
      case MessageNames.TEXT -> Optional.of(message.text());
      case MessageNames.ID -> Optional.of(message.id().toString());
      case MessageNames.REPORT_URL -> reportUrl();
      case MessageNames.UTF16 -> Optional.of(utf16());
      case MessageNames.VALID_SECONDS, MessageNames.VALID_MINUTES, MessageNames.VALID_UNTIL ->
          common.validity().of(name, message);
      default -> defined(name);
    };
  }

  private Optional<String> reportUrl() {
    Optional<String> url = common.reportUrl().apply(message);
    reportUrl = url.orElse("");
    return url;
  }

  private String utf16() {
    return HexFormat.of()
        .withUpperCase()
        .formatHex(message.text().getBytes(StandardCharsets.UTF_16BE));
  }

  private Optional<String> defined(String name) {
    ByAlphabet defined = common.byAlphabet().get(name);
    if (defined == null) {
      return common.settings().of(name);
    }
    Optional<Template> chosen = Gsm7.holds(message.text()) ? defined.gsm() : defined.other();
    return chosen.flatMap(template -> template.fill(this::of));
  }

  /** Returns what nobody may read of the report URL that was asked for: the token in its query. */
  List<String> tokens() {
    if (reportUrl.isEmpty()) {
      return List.of();
    }
    return Stream.of(reportUrl.substring(reportUrl.indexOf('?') + 1).split("&", -1))
        .map(field -> field.substring(field.indexOf('=') + 1))
        .filter(value -> !value.equals(message.id().toString()))
        .toList();
  }
}
