package org.threadless.backend.http.rule;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.jetty.server.Request;
import org.threadless.backend.http.request.ReceivedRequest;
import org.threadless.http.request.FormReader;
import org.threadless.http.request.RequestException;
import org.threadless.router.backend.DeliveryReports;
import org.threadless.router.message.BackendName;
import org.threadless.router.text.WrittenUuid;

/**
 * Says whose requests are taken: a report that carries the token which we gave for its message, and
 * all else that stands the checks of the backend.
 */
public final class Admission {

  private static final String MESSAGE_ID = "m";
  private static final String TOKEN = "t";

  private final BackendName backend;
  private final DeliveryReports reports;
  private final Function<ReceivedRequest, Optional<String>> checks;

  /**
   * @param checks why a request without a token is not taken, in a line without secrets; empty
   *     where it is
   */
  public Admission(
      BackendName backend,
      DeliveryReports reports,
      Function<ReceivedRequest, Optional<String>> checks) {
    this.backend = backend;
    this.reports = reports;
    this.checks = checks;
  }

  /** Returns the query of the URL for reports on a message, with its question mark. */
  public static String query(UUID message, String token) {
    return "?" + MESSAGE_ID + "=" + message + "&" + TOKEN + "=" + token;
  }

  /** Returns whether the query of a request has a token, be it a wrong one. */
  public static boolean hasToken(Request request) {
    return FormReader.ofQuery(request, StandardCharsets.UTF_8).query(TOKEN).isPresent();
  }

  /** Returns our id of the message that a request carries the token of. */
  public static UUID messageId(ReceivedRequest request) {
    String id = request.query(MESSAGE_ID).orElse("");
    return WrittenUuid.parse(id)
        .orElseThrow(() -> new RequestException(403, MESSAGE_ID + ": is none that we have given"));
  }

  /**
   * Returns those of the rules that a request may be taken by.
   *
   * @throws RequestException where it is not from whom it should be: 403
   */
  List<Rule> admitted(ReceivedRequest request, List<Rule> rules) {
    Optional<String> token = request.query(TOKEN);
    boolean anyByToken = rules.stream().anyMatch(Rule::isByToken);
    boolean allByToken = rules.stream().allMatch(Rule::isByToken);
    if (allByToken || (anyByToken && token.isPresent())) {
      request.byToken();
      requireToken(messageId(request), token);
      return rules.stream().filter(Rule::isByToken).toList();
    }
    checks
        .apply(request)
        .ifPresent(
            reason -> {
              throw RequestException.denied(reason);
            });
    return rules.stream().filter(rule -> !rule.isByToken()).toList();
  }

  private void requireToken(UUID message, Optional<String> token) {
    if (!reports.isToken(backend, message, token.orElse(""))) {
      throw new RequestException(403, TOKEN + ": is not the token of that message");
    }
  }
}
