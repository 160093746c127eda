package org.threadless.server.command.serve;

import java.io.PrintWriter;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.threadless.http.HttpService;
import org.threadless.http.HttpSettings;
import org.threadless.router.engine.backend.HoursSettings;
import org.threadless.router.engine.wiring.BackendInstance;
import org.threadless.router.engine.wiring.HandlerInstance;
import org.threadless.router.message.BackendName;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.table.CallbackTable;
import org.threadless.server.command.table.KeepTable;
import org.threadless.server.command.table.RouteTable;
import org.threadless.server.config.backend.BackendEntry;
import org.threadless.server.wiring.CertificateCheck;
import org.threadless.server.wiring.Setup;
import org.threadless.server.wiring.TrialRouter;
import org.threadless.server.wiring.Warnings;
import org.threadless.storage.offline.CheckedDatabase;
import org.threadless.storage.offline.OfflineDatabase;
import org.threadless.storage.pool.DatabaseException;
import org.threadless.storage.pool.DatabaseSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code router check}: says whether {@code serve} would start, and what it would serve. */
@Command(
    name = "check",
    description = {
      "Reads the configuration, names apps, backends and endpoints, and tries the database and what"
          + " handlers need.",
      "Warns of handlers that get less than they ask for, of backends that anybody can read or that"
          + " cannot send, and of messages that wait for a backend which is not configured.",
      "Lists what is missing, unused or malformed in the texts of apps."
    },
    mixinStandardHelpOptions = true)
public final class CheckCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Override
  public Integer call() {
    Setup setup = config.setup();
    HttpSettings http = setup.config().http();
    Optional<String> certificate = CertificateCheck.warning(setup, ConfigOption.home());
    URI root = http.root();
    PrintWriter out = spec.commandLine().getOut();
    out.println("apps, in the order they are called in:");
    setup.appNames().forEach(name -> out.println("  " + name));
    out.println("backends:");
    setup.config().backends().forEach(backend -> out.println("  " + line(root, backend, setup)));
    out.println("endpoints:");
    setup.endpoints().forEach(endpoint -> out.println("  " + root.resolve(endpoint.path())));
    RouteTable.print(setup, out);
    CallbackTable.print(setup.config().callbacks(), out);
    KeepTable.print(setup.config().keep(), Instant.now(), out);
    out.println("database:");
    CheckedDatabase database = database(ConfigOption.home().resolved(setup.config().database()));
    out.println("  " + database.product());
    database.forgetting().ifPresent(warning -> out.println("warning: " + warning));
    certificate.ifPresent(warning -> out.println("warning: " + warning));
    Warnings.of(setup, TrialRouter.problems(setup), database.waiting())
        .forEach(warning -> out.println("warning: " + warning));
    setup.backends().stream()
        .flatMap(CheckCommand::problems)
        .forEach(problem -> out.println("warning: " + problem));
    setup.textProblems().forEach(problem -> out.println("warning: " + problem));
    out.println(config.file() + " has no mistakes");
    out.flush();
    return 0;
  }

  private static String line(URI root, BackendEntry backend, Setup setup) {
    URI url = root.resolve(HttpService.path(backend.engine(), backend.name()));
    return url
        + backend.preset().map(preset -> "  preset " + preset).orElse("")
        + hours(backend.name(), setup).map(hours -> "  hours " + hours.text()).orElse("");
  }

  private static Stream<String> problems(BackendInstance backend) {
    HandlerInstance handler = backend.handler();
    return handler.problems().stream()
        .map(
            line ->
                "backend " + backend.name() + ": handler " + handler.plugin().name() + ": " + line);
  }

  private static Optional<HoursSettings> hours(BackendName name, Setup setup) {
    return setup.backends().stream()
        .filter(backend -> backend.name().equals(name))
        .findFirst()
        .flatMap(backend -> backend.common().hours());
  }

  private static CheckedDatabase database(DatabaseSettings settings) {
    try {
      return OfflineDatabase.check(settings);
    } catch (DatabaseException e) {
      if (e.inUse()) {
        return CheckedDatabase.unread(
            "not tried: another process has it open, perhaps a router that serves",
            Optional.empty());
      }
      throw e;
    }
  }
}
