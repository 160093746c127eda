package org.threadless.server.command.serve;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.typed.MessageParameters;
import org.threadless.server.command.typed.UserException;
import org.threadless.server.log.LogEnd;
import org.threadless.server.service.ServiceManager;
import org.threadless.server.wiring.CertificateCheck;
import org.threadless.server.wiring.Reload;
import org.threadless.server.wiring.RunningRouter;
import org.threadless.server.wiring.Setup;
import org.threadless.storage.pool.DatabaseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code router serve}: listens until it is told to stop by SIGTERM or SIGINT. */
@Command(
    name = "serve",
    description = {
      "Takes messages over HTTP until it is stopped.",
      "On SIGHUP it reads the configuration again, and takes other settings of apps, backends and"
          + " endpoints without a restart."
    },
    mixinStandardHelpOptions = true)
public final class ServeCommand implements Callable<Integer> {

  private static final Logger log = LoggerFactory.getLogger(ServeCommand.class);

  // Longer than a command takes that looks something up, or a router that has just been stopped.
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Where to listen, instead of http.port; 0 takes any free one.")
  private Integer port;

  @Override
  public Integer call() {
    Setup setup = setup();
    CertificateCheck.warning(setup, ConfigOption.home()).ifPresent(log::warn);
    RunningRouter router = open(setup);
    Optional<String> unreachable =
        router.answerCommands(
            config.controlPlace(ConfigOption.home().resolved(setup.config().database())),
            ServingActions.of(router, config.root()));
    URI url = listen(router);
    // Not before: where it cannot serve, that is what has to be told.
    unreachable.ifPresent(log::warn);
    ServiceManager manager = ServiceManager.of(System.getenv());
    Reload reload = new Reload(router, ConfigOption.home());
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(router, reload, manager), "stop"));
    HangUp.on(() -> reload.take(this::setup));
    spec.commandLine().getOut().println("Listening on " + url);
    router
        .firstLink(url)
        .ifPresent(
            link ->
                spec.commandLine()
                    .getOut()
                    .println(
                        "Nobody can sign in yet. Make the first user, within an hour: " + link));
    spec.commandLine().getOut().flush();
    manager.ready(url);
    // An app may interrupt this thread as it may any other.
    Uninterruptibles.awaitUninterruptibly(new CountDownLatch(1));
    return 0;
  }

  private Setup setup() {
    Setup setup = config.setup();
    return port == null ? setup : MessageParameters.valid("--port", () -> setup.listeningOn(port));
  }

  /** Opens a router, once nobody else has its database: a command has it for some moments only. */
  private static RunningRouter open(Setup setup) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean told = false;
    while (true) {
      try {
        return RunningRouter.open(setup, ConfigOption.home());
      } catch (DatabaseException e) {
        if (!e.inUse() || System.nanoTime() - end >= 0) {
          throw e;
        }
        if (!told) {
          log.info("another process has the database open; trying for {} s", PATIENCE.toSeconds());
          told = true;
        }
        Uninterruptibles.sleepUninterruptibly(LOOK_AGAIN);
      }
    }
  }

  private static URI listen(RunningRouter router) {
    try {
      router.takeUp();
      router.bringBack();
      return router.listen();
    } catch (IOException e) {
      router.close();
      throw new UserException(e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      router.close();
      throw e;
    }
  }

  private void stop(RunningRouter router, Reload reload, ServiceManager manager) {
    say("Stopping");
    manager.stopping();
    reload.close();
    router.close();
    LogEnd.flush();
    say("Stopped");
    // Stopped as it was asked to be: without this, the JVM ends with 128 + the signal.
    Runtime.getRuntime().halt(0);
  }

  private void say(String line) {
    spec.commandLine().getOut().println(line);
    spec.commandLine().getOut().flush();
  }
}
