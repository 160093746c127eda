package org.threadless.backend.kannel.report;

import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.threadless.backend.kannel.settings.KannelSettings;
import org.threadless.http.PublicUrls;
import org.threadless.router.backend.DeliveryReports;
import org.threadless.router.message.BackendName;

/**
 * The URL that Kannel reports to. It fills in {@code %d}, {@code %A} and the like (Kannel user
 * guide, "Delivery reports"), and would take any other percent sign for one of these, so what we
 * put in is letters, digits and dashes.
 *
 * <p>Kannel's own id in a report is the report's, so only ours tells which message it is about.
 */
public final class ReportUrl {

  /** Delivered, failed, buffered, accepted and refused by the SMSC: all that there is. */
  public static final int MASK = 1 + 2 + 4 + 8 + 16;

  static final String PATH = "/dlr";

  private final BackendName backend;
  private final Optional<String> address;
  private final DeliveryReports reports;

  @Inject
  ReportUrl(KannelSettings settings, BackendName backend, DeliveryReports reports) {
    this.backend = backend;
    this.address =
        settings
            .deliveryReportUrl()
            .map(root -> PublicUrls.of(root, KannelSettings.ENGINE, backend) + PATH.substring(1));
    this.reports = reports;
  }

  /** Returns the URL for reports on a message; empty where none are wanted. */
  public Optional<String> of(UUID message) {
    return address.map(
        url ->
            url
                + "?id="
                + message
                + "&token="
                + reports.token(backend, message)
                + "&status=%d&text=%A&smsc=%i&time=%t");
  }
}
