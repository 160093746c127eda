package org.threadless.http;

import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.threadless.router.Incoming;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.ReceivedMessage;

/** Takes messages as forms, and answers {@code OK}. */
public final class FormHandler extends ReceivingHandler {

  private final BackendName backend;
  private final String identityField;
  private final String textField;
  private final Optional<String> externalIdField;

  /**
   * @param incoming where messages go
   * @param backend the backend that they come in by
   * @param methods POST for a form in the body, GET for one in the query
   * @param identityField the field that says who sent it
   * @param textField the field that says what
   * @param externalIdField the field of the gateway's own id, where there is one; a message may
   *     come without it
   */
  public FormHandler(
      Incoming incoming,
      BackendName backend,
      Set<HttpMethod> methods,
      String identityField,
      String textField,
      Optional<String> externalIdField) {
    super(incoming, methods);
    this.backend = backend;
    this.identityField = identityField;
    this.textField = textField;
    this.externalIdField = externalIdField;
  }

  @Override
  protected ReceivedMessage read(Request request) {
    FormReader form = FormReader.of(request);
    String from = form.required(identityField);
    Identity identity = FormReader.checked(identityField, () -> new Identity(from));
    String text = form.required(textField);
    ReceivedMessage message =
        FormReader.checked(
            textField, () -> ReceivedMessage.of(new Connection(backend, identity), text));
    return externalIdField.flatMap(form::optional).map(id -> withId(message, id)).orElse(message);
  }

  private ReceivedMessage withId(ReceivedMessage message, String id) {
    return FormReader.checked(externalIdField.orElseThrow(), () -> message.withExternalId(id));
  }
}
