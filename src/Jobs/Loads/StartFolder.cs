using System.Globalization;
using System.Text;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>
/// A folder that all machines of a divided plan can write to. In it each notes that it is ready, and the one with the first share sets the
/// common start once all are: nobody sends anything while one is missing.
/// </summary>
/// <param name="folder">Full path; made where it is not there. One for each run.</param>
/// <param name="share">This machine's share of the plan.</param>
/// <param name="wait">How long to wait for the others.</param>
/// <param name="startIn">From the moment at which all are ready to the start; time for the others to see it.</param>
/// <param name="time">The clock.</param>
public sealed class StartFolder(string folder, Segment share, TimeSpan wait, TimeSpan startIn, TimeProvider time)
{
    private const string StartFile = "start";
    private const string FixturesFile = "fixtures";
    private const string ReadyPrefix = "ready-";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>What the run waits for.</summary>
    public StartSignal Signal { get; } = new(time);

    /// <summary>True for the machine that makes the fixtures and sets the start.</summary>
    public bool IsFirst => share.First == 1;

    /// <summary>Why the run was ended before it began; null for nothing.</summary>
    public BatchPerfException? Problem { get; private set; }

    private string ReadyFile => Path.Combine(
        folder,
        string.Create(CultureInfo.InvariantCulture, $"{ReadyPrefix}{share.First}-{share.Last}-{share.Count}"));

    /// <summary>Refuses a folder in which a run was begun, or a machine has this share already.</summary>
    /// <exception cref="BatchPerfException">StartFolderUsed; StartFolderFailed: it cannot be written to.</exception>
    public void RequireUnused()
    {
        var used = new[] { Path.Combine(folder, StartFile), ReadyFile }.FirstOrDefault(File.Exists);
        if (used is not null)
        {
            throw new BatchPerfException(
                "StartFolderUsed",
                ProblemKind.InvalidInput,
                $"'{used}' is there already: another run began in this folder, or another machine has the share {share}.",
                "Give each run a folder of its own, and each machine another share.");
        }
    }

    /// <summary>Notes that the fixtures are there.</summary>
    /// <exception cref="BatchPerfException">StartFolderFailed.</exception>
    public void NoteFixtures() => Write(Path.Combine(folder, FixturesFile), Moment(time.GetUtcNow()));

    /// <summary>Waits until the first machine has made the fixtures.</summary>
    /// <exception cref="BatchPerfException">FixturesMissed: it had not in time.</exception>
    /// <exception cref="OperationCanceledException">The job was stopped.</exception>
    public async Task AwaitFixturesAsync(CancellationToken stop)
    {
        var since = time.GetTimestamp();
        while (!File.Exists(Path.Combine(folder, FixturesFile)))
        {
            if (time.GetElapsedTime(since) >= wait)
            {
                throw new BatchPerfException(
                    "FixturesMissed",
                    ProblemKind.Connection,
                    $"The machine with the first share had made no fixtures after {DurationText.Format(wait)}.",
                    $"Look at its messages, and whether '{folder}' is the same folder on all machines.");
            }

            await Task.Delay(Look, time, stop);
        }
    }

    /// <summary>
    /// Brings a run to its start: waits until it is ready, notes it, and tells it the start when all are. Ends the run where one of the
    /// others is not ready in time, and says so in <see cref="Problem"/>. Never faults; returns when the run has been told, or has ended.
    /// </summary>
    /// <param name="run">The run, which waits for <see cref="Signal"/>.</param>
    public async Task GatherAsync(LoadRun run)
    {
        ArgumentNullException.ThrowIfNull(run);
        try
        {
            if (await Task.WhenAny(Signal.Armed, run.Completion) != run.Completion)
            {
                Write(ReadyFile, Environment.MachineName);
                await TellAsync(run);
            }
        }
        catch (BatchPerfException problem)
        {
            Problem = problem;
            run.Stop(StopReason.StopRequested);
        }
        finally
        {
            if (Signal.Start is null)
            {
                Withdraw();
            }
        }
    }

    private async Task TellAsync(LoadRun run)
    {
        var since = time.GetTimestamp();
        var start = Path.Combine(folder, StartFile);
        while (!run.Completion.IsCompleted && run.Run.StopReason == StopReason.None)
        {
            if (File.Exists(start))
            {
                Signal.Tell(new CommonStart(Read(start), TimeSpan.Zero));
                return;
            }

            var missing = Missing();
            if (missing.Count == 0 && IsFirst)
            {
                Write(start, Moment(time.GetUtcNow() + startIn));
                continue;
            }

            if (time.GetElapsedTime(since) >= wait)
            {
                throw new BatchPerfException(
                    "MachinesMissing",
                    ProblemKind.Connection,
                    missing.Count > 0
                        ? $"After {DurationText.Format(wait)} the machines with these shares were not ready: "
                            + $"{string.Join(", ", missing.Take(20).Select(Unit))}{(missing.Count > 20 ? ", ..." : "")}. Nothing was sent."
                        : $"All machines were ready, but after {DurationText.Format(wait)} the first one had set no start. "
                            + "Nothing was sent.",
                    $"Look at their messages, and whether '{folder}' is the same folder on all machines.");
            }

            await Task.WhenAny(Task.Delay(Look, time), run.Completion);
        }
    }

    /// <summary>Units of the plan, from 1, whose machines are not ready.</summary>
    private List<int> Missing()
    {
        var ready = new HashSet<int>();
        foreach (var name in Directory.EnumerateFiles(folder, ReadyPrefix + "*").Select(Path.GetFileName))
        {
            var numbers = name![ReadyPrefix.Length..].Split('-')
                .Select(static n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
                .ToList();
            if (numbers is [var first and > 0, var last, var count] && last <= count && count == share.Count)
            {
                ready.UnionWith(Enumerable.Range(first, Math.Max(0, last - first + 1)));
            }
        }

        return [.. Enumerable.Range(1, share.Count).Where(unit => !ready.Contains(unit))];
    }

    private string Unit(int unit) => string.Create(CultureInfo.InvariantCulture, $"{unit}/{share.Count}");

    private DateTimeOffset Read(string path)
    {
        var text = "";
        Guard(() => text = File.ReadAllText(path).Trim());
        return DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment)
            ? moment
            : throw new BatchPerfException(
                "StartFolderFailed",
                ProblemKind.File,
                $"'{path}' does not hold the moment of a start.",
                "Give the run a new folder.");
    }

    private void Write(string path, string text) =>
        Guard(() =>
        {
            Directory.CreateDirectory(folder);
            WholeFile.Write(path, FileAudience.Umask, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        });

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BatchPerfException(
                "StartFolderFailed",
                ProblemKind.File,
                $"The folder '{folder}', in which the machines meet, cannot be used: {exception.Message}",
                "Give a folder that all machines can read and write.",
                exception);
        }
    }

    private void Withdraw()
    {
        try
        {
            File.Delete(ReadyFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // the others wait for their time, and then nothing is sent either
        }
    }

    private static string Moment(DateTimeOffset moment) => moment.ToString("O", CultureInfo.InvariantCulture);
}
