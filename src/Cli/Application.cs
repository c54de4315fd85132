using EdFi.BatchPerf.Cli.Host;
using EdFi.BatchPerf.Cli.Options;
using EdFi.BatchPerf.Cli.Output;
using EdFi.BatchPerf.Cli.Running;
using EdFi.BatchPerf.Running;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli;

/// <summary>The program: parses, runs, and turns whatever happens into an exit code and words.</summary>
internal static class Application
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, ConsoleHost host) =>
        (int)await ExecuteAsync(args, host with
        {
            Out = new ScreenWriter(host.Out, host.OutWidth),
            Error = new ScreenWriter(host.Error, host.ErrorWidth),
        });

    private static async Task<ExitCode> ExecuteAsync(IReadOnlyList<string> args, ConsoleHost host)
    {
        HostWords.UseInFlow(ConsoleWords.Find);
        var line = CommandLine.Parse(args);
        if (line.Help)
        {
            HelpText.Write(host.Out, host.OutWidth());
            return ExitCode.Success;
        }

        if (line.Version)
        {
            await host.Out.WriteLineAsync(new ClientEnvironment().ToolVersion);
            return ExitCode.Success;
        }

        if (line.ListMetrics)
        {
            MetricList.Write(host.Out, host.OutWidth());
            return ExitCode.Success;
        }

        if (line.Errors.Count > 0)
        {
            foreach (var error in line.Errors)
            {
                await host.Error.WriteLineAsync("error: " + error);
            }

            await host.Error.WriteLineAsync("       edfi-batchperf --help lists all options.");
            return ExitCode.Usage;
        }

        var log = new Log(host.Error, LogLevel.Info);
        var stopped = "Stopped.";
        try
        {
            var settings = SettingsOf(line, host);
            log = new Log(host.Error, LogLevelName.Read(settings));
            if (line.Find(OwnSettings.StudyRepeat.Name) is not null)
            {
                log.Warning(
                    $"--{OwnSettings.StudyRepeat.Name} is called --{RunOptionTable.Repeat.Name} now; its former name is still read.");
            }

            if (settings.Text(OwnSettings.Leftover) is { } journal)
            {
                return await new LeftoverCommand(host, log, settings).RunAsync(journal);
            }

            if (settings.Find(OwnSettings.NewScenario) is not null)
            {
                return await new ScenarioCommand(host, log, settings).RunAsync(settings.Lines(OwnSettings.NewScenario));
            }

            if (settings.Text(OwnSettings.Merge) is { } directory)
            {
                return await new MergeCommand(host, log, settings).RunAsync(directory);
            }

            var run = RunSettings.Read(settings);
            log = new Log(host.Error, run.LogLevel);
            if (run.TestAtomicity)
            {
                return await new AtomicityCommand(host, log, run).RunAsync();
            }

            if (settings.Find(OwnSettings.MeasureBatchSize) is not null)
            {
                return await new StudyCommand(host, log, run).MeasureSizesAsync();
            }

            if (settings.Find(OwnSettings.FindCapacity) is not null)
            {
                return await new StudyCommand(host, log, run).FindCapacityAsync();
            }

            stopped = "Stopped before the run began.";
            return await new LoadTest(host, log, run).RunAsync();
        }
        catch (BatchPerfException problem)
        {
            log.Error(problem);
            if (args.Count == 0)
            {
                await host.Error.WriteLineAsync(HelpText.Usage);
            }

            return ExitCodes.Of(problem);
        }
        catch (OperationCanceledException) when (host.Stop.IsCancellationRequested)
        {
            log.Warning(stopped);
            return ExitCode.Canceled;
        }
        catch (Exception fault)
        {
            log.Error(log.IsDebug ? fault.ToString() : $"{fault.GetType().Name}: {fault.Message} (--logLevel DEBUG shows where)");
            return ExitCode.InternalFault;
        }
    }

    private static SettingsReader SettingsOf(CommandLine line, ConsoleHost host)
    {
        var path = line.Find(OwnSettings.EnvironmentFile.Name);
        var standard = host.FullPath(".env");
        var file = path is not null ? EnvironmentFile.Read(host.FullPath(path), host.Environment)
            : File.Exists(standard) ? EnvironmentFile.Read(standard, host.Environment)
            : null;

        var given = new SettingsReader(line.Find, host.Environment, file);
        OptionRules.Check(line, given);
        var options = ResumeSettings.Over(line, host.FullPath);

        // Tests of atomicity and studies have no test type; what a variable says is meant for loads.
        var typeless = given.Flag(OwnSettings.TestAtomicity) == true
            || given.Find(OwnSettings.MeasureBatchSize) is not null
            || given.Find(OwnSettings.FindCapacity) is not null
            || given.Find(OwnSettings.NewScenario) is not null;
        return new SettingsReader(Given, host.Environment, file);

        string? Given(string name) =>
            typeless && name == RunOptionTable.TestType.Name ? TestTypeName.Of(TestType.BatchVolume)
            : options(name) ?? (name == RunOptionTable.Repeat.Name ? line.Find(OwnSettings.StudyRepeat.Name) : null);
    }
}
