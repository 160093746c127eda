package org.threadless.backend.http;

import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.Charset;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.threadless.backend.http.answer.GatewayAnswers;
import org.threadless.backend.http.check.Checks;
import org.threadless.backend.http.incoming.IncomingRule;
import org.threadless.backend.http.incoming.IncomingSettings;
import org.threadless.backend.http.report.ReportRule;
import org.threadless.backend.http.report.ReportSettings;
import org.threadless.backend.http.report.ReportWarnings;
import org.threadless.backend.http.rule.Admission;
import org.threadless.backend.http.rule.Rule;
import org.threadless.backend.http.rule.RulesHandler;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.http.PublicUrls;
import org.threadless.http.caller.Callers;
import org.threadless.http.receive.FormHandler;
import org.threadless.http.request.IdentityReader;
import org.threadless.router.backend.DeliveryReports;
import org.threadless.router.config.OneOrMore;
import org.threadless.router.config.Settings;
import org.threadless.router.incoming.Incoming;
import org.threadless.router.message.BackendName;
import org.threadless.router.text.OneLineAMinute;

/** The gateway's side that brings messages, and delivery reports. */
final class Reception {

  private static final String HERE = "";

  private final BackendName backend;
  private final HttpBackendSettings settings;
  private final Incoming incoming;
  private final DeliveryReports reports;
  private final InstantSource clock;
  private final Callers callers;
  private final SettingValues values;
  private final Checks checks;
  private final Optional<String> reportUrl;

  @Inject
  Reception(
      BackendName backend,
      HttpBackendSettings settings,
      Incoming incoming,
      DeliveryReports reports,
      PublicUrls publicUrls,
      InstantSource clock) {
    this.backend = backend;
    this.settings = settings;
    this.incoming = incoming;
    this.reports = reports;
    this.clock = clock;
    this.callers = new Callers(settings.callers());
    this.values = new SettingValues(settings.settings());
    Optional<URI> root = publicUrls.root(settings.publicUrl());
    this.checks = new Checks(settings.check(), values, root, clock);
    this.reportUrl =
        root.map(
            url -> PublicUrls.of(url, HttpGatewayPlugin.ENGINE, backend) + ReportSettings.PATH);
  }

  /** Returns why somebody may not call, in one line; empty where he may. */
  Optional<String> refusal(Request request) {
    return callers
        .refusal(request)
        .or(() -> hasToken(request) ? Optional.empty() : callers.secretRefusal(request));
  }

  // Whether it is the right one is seen to when it is read.
  private boolean hasToken(Request request) {
    String path = Optional.ofNullable(Request.getPathInContext(request)).orElse("");
    return settings.hasTokens()
        && RulesHandler.isAt(path, ReportSettings.PATH)
        && Admission.hasToken(request);
  }

  /** Returns the URL for reports on a message; empty where the gateway cannot reach this server. */
  Optional<String> reportUrl(UUID message) {
    return reportUrl.map(url -> url + Admission.query(message, reports.token(backend, message)));
  }

  /** Returns what takes all that comes for the backend: a plain form where it has no rules. */
  Handler handler() {
    List<Handler> handlers = new ArrayList<>();
    rules().forEach((path, rules) -> handlers.add(handler(path, rules)));
    if (settings.incoming().isEmpty()) {
      handlers.add(new FormHandler(incoming, backend, settings.incomingForm()));
    }
    return handlers.size() == 1 ? handlers.get(0) : new Handler.Sequence(handlers);
  }

  private Handler handler(String path, List<Rule> rules) {
    Charset charset = Settings.charset("incomingCharset", settings.incomingCharset());
    Admission admission = new Admission(backend, reports, checks::refusal);
    GatewayAnswers answers = new GatewayAnswers(settings.answer(), values);
    return new RulesHandler(path, rules, admission, answers, charset, all(settings.ignore()));
  }

  /** Returns the rules by the path that they are for, in their order. */
  private Map<String, List<Rule>> rules() {
    Map<String, List<Rule>> rules = new LinkedHashMap<>();
    IdentityReader identities = new IdentityReader(backend);
    OneLineAMinute times = new OneLineAMinute(clock);
    for (IncomingSettings each : all(settings.incoming())) {
      rules
          .computeIfAbsent(HERE, path -> new ArrayList<>())
          .add(
              new IncomingRule(
                  backend, each, settings.numberFormat(), identities, times, incoming));
    }
    ReportWarnings warnings = new ReportWarnings(backend, clock);
    for (ReportSettings each : all(settings.report())) {
      rules
          .computeIfAbsent(each.path(), path -> new ArrayList<>())
          .add(new ReportRule(backend, each, warnings, times, reports));
    }
    return rules;
  }

  private static <T> List<T> all(Optional<OneOrMore<T>> several) {
    return several.map(OneOrMore::all).orElse(List.of());
  }
}
