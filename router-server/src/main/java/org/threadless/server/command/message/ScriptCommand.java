package org.threadless.server.command.message;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.threadless.router.engine.resource.FileProblem;
import org.threadless.router.engine.routing.AppCall;
import org.threadless.router.engine.routing.Trace;
import org.threadless.router.message.BackendName;
import org.threadless.router.script.Script;
import org.threadless.router.script.ScriptResult;
import org.threadless.router.script.ScriptRunner;
import org.threadless.router.script.ScriptSyntaxException;
import org.threadless.router.script.ScriptTarget;
import org.threadless.server.command.place.ConfigOption;
import org.threadless.server.command.typed.MessageParameters;
import org.threadless.server.command.typed.UserException;
import org.threadless.server.wiring.RunningRouter;
import org.threadless.server.wiring.Setup;
import org.threadless.server.wiring.TrialRouter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code router script}: holds conversations against a configuration. */
@Command(
    name = "script",
    description = {
      "Runs scripts against the configured apps, and says of each whether it holds.",
      "Each begins with empty tables in memory; nothing is sent, and nothing remains."
    },
    mixinStandardHelpOptions = true)
public final class ScriptCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Mixin private ConfigOption config;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Scripts, in UTF-8.")
  private List<Path> files;

  @Option(
      names = "--backend",
      required = true,
      paramLabel = "NAME",
      description = "The configured backend that the identities are on.")
  private String backend;

  @Option(
      names = "--keep",
      description = {
        "Store the messages in the configured database, and send the replies,",
        "as if they had come over HTTP."
      })
  private boolean keep;

  @Override
  public Integer call() {
    BackendName name = MessageParameters.valid("--backend", () -> new BackendName(backend));
    Setup setup = config.setup();
    PrintWriter out = spec.commandLine().getOut();
    int failed = 0;
    for (Path file : files) {
      boolean held = run(file, name, setup, out);
      failed += held ? 0 : 1;
    }
    out.println(files.size() + " run, " + failed + " failed");
    out.flush();
    return failed == 0 ? 0 : 1;
  }

  private boolean run(Path file, BackendName name, Setup setup, PrintWriter out) {
    List<AppCall> thrown = new ArrayList<>();
    ScriptResult result;
    try {
      Script script = Script.parse(read(file));
      result = run(script, name, setup, call -> call.thrown().ifPresent(e -> thrown.add(call)));
    } catch (ScriptSyntaxException e) {
      out.println("FAILED  " + file + ": " + e.getMessage());
      return false;
    }
    boolean held = result.passed() && thrown.isEmpty();
    out.println((held ? "ok      " : "FAILED  ") + file);
    if (!held) {
      out.println(result);
      thrown.forEach(call -> out.println("         " + call.failure()));
    }
    return held;
  }

  private ScriptResult run(Script script, BackendName name, Setup setup, Trace trace) {
    if (keep) {
      try (RunningRouter router = RunningRouter.open(setup, ConfigOption.home(), trace)) {
        return run(
            script,
            name,
            ScriptTarget.of(router.incoming(), router.conversations(), setup.numbers()));
      }
    }
    try (TrialRouter router = TrialRouter.inMemory(setup, trace)) {
      return run(
          script,
          name,
          ScriptTarget.of(
              router.incoming(), router.conversations(), setup.numbers(), router::reach));
    }
  }

  private static ScriptResult run(Script script, BackendName name, ScriptTarget target) {
    return new ScriptRunner(target, name).run(script);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UserException(file + " cannot be read: " + FileProblem.of(e), e);
    }
  }
}
