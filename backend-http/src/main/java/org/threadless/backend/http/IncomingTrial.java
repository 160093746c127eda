package org.threadless.backend.http;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.threadless.backend.http.TrialServer.Outcome;
import org.threadless.http.CallerSettings;
import org.threadless.http.PublicUrls;
import org.threadless.router.backend.BackendCall;

/** Shows what would come in by a request, and what the provider would be told. */
final class IncomingTrial {

  private IncomingTrial() {}

  static int run(BackendCall call) throws Exception {
    HttpBackendSettings settings = (HttpBackendSettings) call.settings();
    Path file = Path.of(call.option(TryCommand.INCOMING).orElseThrow());
    byte[] recorded;
    try {
      recorded = Files.readAllBytes(file);
    } catch (IOException e) {
      call.out().println(file + " cannot be read");
      return 1;
    }
    byte[] request =
        RecordedRequest.read(recorded, call.option(TryCommand.TYPE))
            .to(call.backend(), call.option(TryCommand.AT));
    TrialServer server =
        new TrialServer(call.backend(), new PublicUrls(call.publicUrl()), InstantSource.system());
    Outcome checked = server.take(withoutAddresses(settings), request);
    print(checked, call.out());
    if (checked.shown().isEmpty() && checked.refusal().isPresent()) {
      Outcome open = server.take(open(settings), request);
      if (!open.refusal().equals(checked.refusal())) {
        call.out().println();
        call.out().println("But for that:");
        print(open, call.out());
      }
      return 1;
    }
    return 0;
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

  private static void print(Outcome outcome, PrintWriter out) {
    outcome.refusal().ifPresent(reason -> out.println("refused: " + reason));
    if (outcome.shown().isEmpty()) {
      out.println("nothing would come in");
    } else {
      out.println("this would come in:");
      outcome.shown().forEach(line -> out.println("  " + line));
    }
    out.println("the answer:");
    outcome.answer().lines().map(line -> ("  " + line).stripTrailing()).forEach(out::println);
  }
}
