package org.threadless.server.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.threadless.router.loop.OutOfMemory;
import org.threadless.server.command.access.TokenCommand;
import org.threadless.server.command.access.UserCommand;
import org.threadless.server.command.backend.BackendCommands;
import org.threadless.server.command.backend.PauseCommand;
import org.threadless.server.command.backend.ResumeCommand;
import org.threadless.server.command.backend.RouteCommand;
import org.threadless.server.command.database.BackupCommand;
import org.threadless.server.command.database.CopyCommand;
import org.threadless.server.command.database.RestoreCommand;
import org.threadless.server.command.message.CancelCommand;
import org.threadless.server.command.message.ExplainCommand;
import org.threadless.server.command.message.IncomingCommand;
import org.threadless.server.command.message.MessageCommand;
import org.threadless.server.command.message.MessagesCommand;
import org.threadless.server.command.message.ResendCommand;
import org.threadless.server.command.message.RetryCommand;
import org.threadless.server.command.message.ScriptCommand;
import org.threadless.server.command.message.SendCommand;
import org.threadless.server.command.people.BroadcastCommand;
import org.threadless.server.command.people.ContactCommand;
import org.threadless.server.command.people.GroupCommand;
import org.threadless.server.command.people.NumbersCommand;
import org.threadless.server.command.people.PersonCommand;
import org.threadless.server.command.place.CommandRoot;
import org.threadless.server.command.place.OwnWorkplace;
import org.threadless.server.command.place.Workplace;
import org.threadless.server.command.plugin.AppsCommand;
import org.threadless.server.command.plugin.BackendsCommand;
import org.threadless.server.command.plugin.EndpointsCommand;
import org.threadless.server.command.plugin.EngineCommand;
import org.threadless.server.command.serve.CheckCommand;
import org.threadless.server.command.serve.LogLevelCommand;
import org.threadless.server.command.serve.PrepareCommand;
import org.threadless.server.command.serve.ServeCommand;
import org.threadless.server.plugin.PluginException;
import org.threadless.server.plugin.Plugins;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line: {@code router <command>}. */
@Command(
    name = "router",
    description = "Routes text messages between backends and apps.",
    mixinStandardHelpOptions = true,
    versionProvider = RouterVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ServeCommand.class,
      CheckCommand.class,
      PrepareCommand.class,
      IncomingCommand.class,
      SendCommand.class,
      CancelCommand.class,
      ScriptCommand.class,
      ExplainCommand.class,
      MessageCommand.class,
      MessagesCommand.class,
      RetryCommand.class,
      ResendCommand.class,
      RouteCommand.class,
      NumbersCommand.class,
      BackendCommands.class,
      PauseCommand.class,
      ResumeCommand.class,
      ContactCommand.class,
      GroupCommand.class,
      BroadcastCommand.class,
      PersonCommand.class,
      TokenCommand.class,
      UserCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      CopyCommand.class,
      AppsCommand.class,
      BackendsCommand.class,
      EndpointsCommand.class,
      CompletionCommand.class,
      ManualCommand.class,
      LogLevelCommand.class
    })
public final class RouterCommand implements Runnable, CommandRoot {

  @Spec private CommandSpec spec;

  private final Plugins plugins;
  private final Workplace workplace;

  RouterCommand(Plugins plugins, Workplace workplace) {
    this.plugins = plugins;
    this.workplace = workplace;
  }

  /**
   * Runs a command, and returns when it is done.
   *
   * @param out where results go
   * @param err where mistakes are told
   * @return 0; 1 where it failed, 2 where the command line itself is wrong
   */
  public static int run(PrintWriter out, PrintWriter err, String... arguments) {
    Optional<String> damage = Arguments.of(arguments).damage();
    if (damage.isPresent()) {
      err.println(damage.get());
      err.flush();
      return CommandLine.ExitCode.USAGE;
    }
    UserErrors errors = UserErrors.ofProcess();
    CommandLine line;
    try {
      line = commandLine(findPlugins(), new OwnWorkplace());
    } catch (PluginException e) {
      errors.println(err, e.getMessage());
      err.flush();
      return CommandLine.ExitCode.SOFTWARE;
    }
    line.setExecutionStrategy(new ServingFirst(List.of(arguments)));
    line.setExecutionExceptionHandler(new WhenInUse(errors));
    return execute(line, errors, out, err, arguments);
  }

  @Override
  public int run(Workplace place, PrintWriter out, PrintWriter err, String... arguments) {
    UserErrors errors = UserErrors.plain();
    CommandLine line = commandLine(plugins, place);
    line.setExecutionExceptionHandler(errors);
    return execute(line, errors, out, err, arguments);
  }

  private static int execute(
      CommandLine line, UserErrors errors, PrintWriter out, PrintWriter err, String... arguments) {
    try {
      int exitCode =
          line.setOut(out)
              .setErr(err)
              // A message may begin with @; it is not the name of a file with more arguments in it.
              .setExpandAtFiles(false)
              .execute(arguments);
      // A full disk, say: who reads the exit code is to know that not all was printed.
      return exitCode == CommandLine.ExitCode.OK && out.checkError()
          ? CommandLine.ExitCode.SOFTWARE
          : exitCode;
    } catch (Error e) {
      // Picocli knows exceptions only.
      OutOfMemory.end(e);
      return errors.tell(e, err);
    }
  }

  private static Plugins findPlugins() {
    ClassLoader classPath = RouterCommand.class.getClassLoader();
    String folder = System.getProperty("router.plugins");
    return folder == null
        ? Plugins.find(classPath)
        : Plugins.find(
            classPath,
            Path.of(folder),
            Path.of(System.getProperty("router.plugins.available", "")));
  }

  private static CommandLine commandLine(Plugins plugins, Workplace workplace) {
    CommandLine line = new CommandLine(new RouterCommand(plugins, workplace));
    plugins
        .backends()
        .forEach(plugin -> EngineCommand.addTo(line, plugin, plugin.plugin().commands()));
    plugins
        .handlers()
        .forEach(plugin -> EngineCommand.addTo(line, plugin, plugin.plugin().commands()));
    return line;
  }

  @Override
  public Plugins plugins() {
    return plugins;
  }

  @Override
  public Workplace workplace() {
    return workplace;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}
