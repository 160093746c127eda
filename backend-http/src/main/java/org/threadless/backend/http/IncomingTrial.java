package org.threadless.backend.http;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.threadless.backend.http.TrialServer.Outcome;
import org.threadless.backend.http.check.Checks;
import org.threadless.backend.http.check.SignedParts;
import org.threadless.backend.http.outgoing.Secrets;
import org.threadless.backend.http.value.SettingValues;
import org.threadless.http.PublicUrls;
import org.threadless.http.caller.CallerSettings;
import org.threadless.router.backend.BackendCall;
import org.threadless.router.config.Secret;

/** Shows what would come in by a request, and what the provider would be told. */
final class IncomingTrial {

  private static final String CHECK = "check ";

  private final HttpBackendSettings settings;
  private final SettingValues values;
  private final PublicUrls publicUrls;
  private final Secrets secrets;
  private final PrintWriter out;

  private IncomingTrial(BackendCall call) {
    this.settings = (HttpBackendSettings) call.settings();
    this.values = new SettingValues(settings.settings());
    this.publicUrls = new PublicUrls(call.publicUrl());
    this.secrets = secrets(settings, values);
    this.out = call.out();
  }

  static int run(BackendCall call) throws Exception {
    Path file = Path.of(call.option(TryCommand.INCOMING).orElseThrow());
    byte[] recorded;
    try {
      recorded = Files.readAllBytes(file);
    } catch (IOException e) {
      call.out().println(file + " cannot be read");
      return 1;
    }
    RecordedRequest request = RecordedRequest.read(recorded, call.option(TryCommand.TYPE));
    return new IncomingTrial(call).run(request, call);
  }

  private int run(RecordedRequest recorded, BackendCall call) throws Exception {
    byte[] request = recorded.to(call.backend(), call.option(TryCommand.AT));
    TrialServer server =
        new TrialServer(call.backend(), publicUrls, call.numbers(), InstantSource.system());
    Outcome checked = server.take(withoutAddresses(settings), request);
    print(checked);
    if (checked.shown().isEmpty() && checked.refusal().isPresent()) {
      String target = recorded.targetOf(call.backend(), call.option(TryCommand.AT));
      signedParts(checked.refusal().get(), target).forEach(this::println);
      Outcome open = server.take(open(settings), request);
      if (!open.refusal().equals(checked.refusal())) {
        println("");
        println("But for that:");
        print(open);
      }
    }
    return checked.isTaken() ? 0 : 1;
  }

  /** Returns what would have had to be signed, where it was a signature that was wrong. */
  private List<String> signedParts(String refusal, String target) {
    String kind =
        refusal.startsWith(CHECK)
            ? refusal.substring(CHECK.length(), refusal.indexOf(':'))
            : "nothing";
    List<String> lines = new ArrayList<>();
    SignedParts.of(kind, settings.check())
        .forEach(line -> lines.add("to be right, check " + kind + ": " + line));
    Optional<URI> root = publicUrls.root(settings.publicUrl());
    if (!lines.isEmpty() && root.isPresent() && Checks.needUrl(settings.check(), values)) {
      lines.add(
          "the URL in it, by public-url and the file's first line: "
              + String.join(", or ", SignedParts.urls(root.get(), target)));
    }
    return lines;
  }

  // A file has no address.
  private static HttpBackendSettings withoutAddresses(HttpBackendSettings settings) {
    CallerSettings callers = new CallerSettings(Optional.empty(), null, settings.secret(), true);
    return settings.with(callers, settings.check());
  }

  private static HttpBackendSettings open(HttpBackendSettings settings) {
    CallerSettings anybody = new CallerSettings(Optional.empty(), null, Optional.empty(), true);
    return settings.with(anybody, List.of());
  }

  private static Secrets secrets(HttpBackendSettings settings, SettingValues values) {
    List<String> all = new ArrayList<>(values.secrets());
    settings.secret().map(Secret::reveal).ifPresent(all::add);
    return Secrets.of(all);
  }

  private void print(Outcome outcome) {
    outcome.refusal().ifPresent(reason -> println("refused: " + reason));
    if (outcome.shown().isEmpty()) {
      println("nothing would come in");
    } else {
      println("this would come in:");
      outcome.shown().forEach(line -> println("  " + line));
    }
    println("the answer:");
    outcome.answer().lines().map(line -> ("  " + line).stripTrailing()).forEach(this::println);
  }

  private void println(String line) {
    out.println(secrets.masked(line));
  }
}
