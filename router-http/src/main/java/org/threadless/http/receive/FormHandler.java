package org.threadless.http.receive;

import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.threadless.http.receive.IncomingForm.MissingText;
import org.threadless.http.request.FormReader;
import org.threadless.http.request.IdentityReader;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.message.BackendName;
import org.threadless.router.message.Connection;
import org.threadless.router.message.Identity;
import org.threadless.router.message.ReceivedMessage;
import org.threadless.router.text.TakenText;

/**
 * Takes messages as forms, and answers {@code OK}. What can be understood is taken: see {@link
 * FormReader} for the bytes of a field and {@link IdentityReader} for who sent it.
 */
public final class FormHandler extends ReceivingHandler {

  private final BackendName backend;
  private final IncomingForm form;
  private final IdentityReader identities;

  /**
   * @param incoming where messages go
   * @param backend the backend that they come in by
   * @param form what they look like
   */
  public FormHandler(Incoming incoming, BackendName backend, IncomingForm form) {
    super(incoming, form.methods());
    this.backend = backend;
    this.form = form;
    this.identities = new IdentityReader(backend);
  }

  @Override
  protected ReceivedMessage read(Request request) {
    FormReader fields = FormReader.of(request, form.charset());
    Identity identity = identities.of(fields, form.identity());
    ReceivedMessage message =
        ReceivedMessage.of(new Connection(backend, identity), text(request, fields));
    return form.externalId().flatMap(fields::optional).map(message::withExternalId).orElse(message);
  }

  private TakenText text(Request request, FormReader fields) {
    boolean mayBeMissing =
        form.missingText() == MissingText.EMPTY && HttpMethod.POST.is(request.getMethod());
    return mayBeMissing
        ? fields.optionalText(form.text()).orElseGet(() -> TakenText.of(""))
        : fields.text(form.text());
  }
}
