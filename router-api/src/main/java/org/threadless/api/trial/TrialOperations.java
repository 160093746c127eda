package org.threadless.api.trial;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpMethod;
import org.threadless.api.call.Call;
import org.threadless.api.call.CallAnswer;
import org.threadless.api.call.Fields;
import org.threadless.api.call.Operation;
import org.threadless.api.call.Operations;
import org.threadless.api.call.ProblemException;
import org.threadless.router.engine.access.token.Right;
import org.threadless.router.engine.routing.rehearsal.Rehearsal;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.incoming.Receipt;
import org.threadless.router.incoming.UnknownBackendException;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.ReceivedMessage;

/** What is tried: {@code /explain} and {@code /incoming}. */
public final class TrialOperations implements Operations {

  private static final int LONGEST_TEXT = 10_000;
  private static final int MOST_FIELDS = 50;
  private static final int LONGEST_FIELD = 1000;

  private final Rehearsal rehearsal;
  private final Incoming incoming;

  @Inject
  TrialOperations(Rehearsal rehearsal, Incoming incoming) {
    this.rehearsal = rehearsal;
    this.incoming = incoming;
  }

  /** What became of a message that came in. */
  record Came(UUID id, String status, boolean duplicate) {

    static Came of(Receipt receipt) {
      return new Came(receipt.id(), receipt.status().name(), receipt.duplicate());
    }
  }

  @Override
  public List<Operation> all() {
    return List.of(
        Operation.of(HttpMethod.POST, "/explain", Right.READ, this::explain),
        Operation.of(HttpMethod.POST, "/incoming/{backend}", Right.INCOMING, this::receive));
  }

  private CallAnswer explain(Call call) {
    Fields fields = call.body();
    fields.require("backend");
    Optional<BackendName> backend = fields.text("backend", BackendName::new);
    Optional<Identity> identity = identity(fields);
    Optional<String> text = text(fields);
    fields.finish();
    call.require(backend.orElseThrow());
    try {
      return CallAnswer.ok(
          ExplanationView.of(
              rehearsal.of(
                  ReceivedMessage.of(
                      new Connection(backend.orElseThrow(), identity.orElseThrow()),
                      text.orElseThrow()))));
    } catch (UnknownBackendException e) {
      throw ProblemException.of("backend", e.getMessage());
    }
  }

  private CallAnswer receive(Call call) {
    BackendName backend = call.backend();
    Fields fields = call.body();
    Optional<Identity> identity = identity(fields);
    Optional<String> text = text(fields);
    Optional<String> externalId =
        fields.text("external-id", 0, ReceivedMessage.MAX_EXTERNAL_ID_LENGTH);
    Map<String, String> others =
        fields.texts("fields", MOST_FIELDS, LONGEST_FIELD).orElse(Map.of());
    fields.finish();
    try {
      return CallAnswer.ok(
          Came.of(
              incoming.incoming(
                  new ReceivedMessage(
                      new Connection(backend, identity.orElseThrow()),
                      text.orElseThrow(),
                      externalId,
                      Optional.empty(),
                      others))));
    } catch (UnknownBackendException e) {
      throw ProblemException.notFound(e.getMessage());
    }
  }

  private static Optional<Identity> identity(Fields fields) {
    fields.require("identity");
    return fields.text("identity", Identity::new);
  }

  private static Optional<String> text(Fields fields) {
    fields.require("text");
    return fields.text("text", 0, LONGEST_TEXT);
  }
}
