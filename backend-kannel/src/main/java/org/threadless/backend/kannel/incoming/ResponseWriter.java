package org.threadless.backend.kannel.incoming;

import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Blocker;
import org.threadless.backend.kannel.report.ReportUrl;
import org.threadless.backend.kannel.settings.KannelSettings;
import org.threadless.backend.kannel.text.OutgoingText;
import org.threadless.router.config.Secret;

/**
 * Answers smsbox: with an empty text, or with one that it sends to the phone. What the text needs
 * stands in headers, which smsbox reads with {@code accept-x-kannel-headers} (Kannel user guide, "X
 * -Kannel headers").
 */
public final class ResponseWriter {

  private final KannelSettings settings;
  private final ReportUrl reportUrl;

  @Inject
  ResponseWriter(KannelSettings settings, ReportUrl reportUrl) {
    this.settings = settings;
    this.reportUrl = reportUrl;
  }

  /**
   * Answers without a reply, and waits until that is written.
   *
   * @return whether it was
   */
  boolean write(Response response) {
    return write(response, "");
  }

  /**
   * Answers with a reply, and waits until that is written.
   *
   * @param id our id of the reply
   * @return whether it was
   */
  boolean write(Response response, UUID id, OutgoingText.Sendable text) {
    HttpFields.Mutable headers = response.getHeaders();
    headers.put("X-Kannel-Coding", text.codingNumber());
    parameter("from").ifPresent(from -> headers.put(new HttpField("X-Kannel-From", from)));
    reportUrl
        .of(id)
        .ifPresent(
            url -> {
              headers.put("X-Kannel-DLR-Mask", ReportUrl.MASK);
              headers.put("X-Kannel-DLR-Url", url);
            });
    return write(response, text.text());
  }

  private static boolean write(Response response, String text) {
    response.setStatus(200);
    // smsbox takes any other type for an error, and none for binary.
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=UTF-8");
    try (Blocker.Callback written = Blocker.callback()) {
      Content.Sink.write(response, true, text, written);
      written.block();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Optional<String> parameter(String name) {
    return Optional.ofNullable(settings.sendsmsParams().get(name)).map(Secret::reveal);
  }
}
