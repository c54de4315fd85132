using System.Globalization;
using System.Text;
using EdFi.BatchPerf.Files.Output;
using EdFi.BatchPerf.Running;

namespace EdFi.BatchPerf.Jobs.Loads;

/// <summary>
/// A folder that all machines of a divided plan can write to. In it each notes that it is ready, and the one with the first share sets the
/// common start once all are. Each machine then acknowledges the start, in the first half of the time until it; one begins only where it
/// has seen that all have. So nothing is sent while one is missing, also one that was ended while it waited.
/// </summary>
/// <param name="folder">Full path; made where it is not there. One for each run.</param>
/// <param name="share">This machine's share of the plan.</param>
/// <param name="wait">Most time to wait for the others.</param>
/// <param name="startIn">From the moment at which all are ready to the start; time for the others to see it.</param>
/// <param name="time">The clock.</param>
internal sealed class StartFolder(string folder, Segment share, TimeSpan wait, TimeSpan startIn, TimeProvider time)
{
    private const string StartFile = "start";
    private const string FixturesFile = "fixtures";
    private const string ReadyPrefix = "ready-";
    private const string SeenPrefix = "seen-";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private readonly List<string> _written = [];

    /// <summary>The signal of the start, for which the run waits.</summary>
    public StartSignal Signal { get; } = new(time);

    /// <summary>True for the machine that makes the fixtures and sets the start.</summary>
    public bool IsFirst => share.First == 1;

    /// <summary>Reason why the run ended before it began; null where it did not.</summary>
    public BatchPerfException? Problem { get; private set; }

    private string ReadyFile => Mine(ReadyPrefix);

    /// <summary>Refuses a folder in which a run was begun, or a machine has this share already.</summary>
    /// <exception cref="BatchPerfException">StartFolderUsed; StartFolderFailed: it cannot be written to.</exception>
    public void RequireUnused()
    {
        if (new[] { Path.Combine(folder, StartFile), ReadyFile }.FirstOrDefault(File.Exists) is { } used)
        {
            throw Used(used);
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
                Claim(ReadyFile);
                await TellAsync(run);
            }
        }
        catch (Exception exception)
        {
            Problem = exception as BatchPerfException ?? Unusable(exception);
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
        if (await SeenStartAsync(run) is not { } start)
        {
            return;
        }

        var half = start - (startIn / 2);
        if (time.GetUtcNow() > half)
        {
            throw new BatchPerfException(
                "StartMissed",
                ProblemKind.Connection,
                $"This machine saw too late that all were to begin at {Moment(start)}, so nothing was sent from any of them.",
                $"Give {new OptionKey("StartIn")} more time, where the folder shows new files late; compare the machines' clocks.");
        }

        Claim(Mine(SeenPrefix));
        while (await AwaitedAsync(run, Missing(SeenPrefix)) is { } missing)
        {
            if (time.GetUtcNow() > start - (startIn / 10))
            {
                throw new BatchPerfException(
                    "MachinesMissing",
                    ProblemKind.Connection,
                    $"The machines with these shares were ready and did not acknowledge the start: {Units(missing)}. Nothing was sent.",
                    "Look at their messages: they may have been ended while they waited.");
            }
        }

        if (!Ended(run))
        {
            Signal.Tell(new CommonStart(start, TimeSpan.Zero));
        }
    }

    /// <summary>Waits until the start is set; null where the run has ended.</summary>
    private async Task<DateTimeOffset?> SeenStartAsync(LoadRun run)
    {
        var since = time.GetTimestamp();
        var start = Path.Combine(folder, StartFile);
        while (!Ended(run))
        {
            if (File.Exists(start))
            {
                return Read(start);
            }

            var missing = Missing(ReadyPrefix);
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
                        ? $"After {DurationText.Format(wait)} the machines with these shares were not ready: {Units(missing)}. "
                            + "Nothing was sent."
                        : $"All machines were ready, but after {DurationText.Format(wait)} the first one had set no start. "
                            + "Nothing was sent.",
                    $"Look at their messages, and whether '{folder}' is the same folder on all machines.");
            }

            await LookAgainAsync(run);
        }

        return null;
    }

    /// <summary>Machines still missing after a while; null where none is, or the run has ended.</summary>
    private async Task<List<int>?> AwaitedAsync(LoadRun run, List<int> missing)
    {
        if (missing.Count == 0 || Ended(run))
        {
            return null;
        }

        await LookAgainAsync(run);
        return missing;
    }

    private static bool Ended(LoadRun run) => run.Completion.IsCompleted || run.Run.StopReason != StopReason.None;

    private async Task LookAgainAsync(LoadRun run) => await Task.WhenAny(Task.Delay(Look, time), run.Completion);

    /// <summary>Units of the plan, from 1, of which no machine has written a file of this kind.</summary>
    private List<int> Missing(string prefix)
    {
        var there = new HashSet<int>();
        foreach (var name in Directory.EnumerateFiles(folder, prefix + "*").Select(Path.GetFileName))
        {
            var numbers = name![prefix.Length..].Split('-')
                .Select(static n => int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
                .ToList();
            if (numbers is [var first and > 0, var last, var count] && last <= count && count == share.Count)
            {
                there.UnionWith(Enumerable.Range(first, Math.Max(0, last - first + 1)));
            }
        }

        return [.. Enumerable.Range(1, share.Count).Where(unit => !there.Contains(unit))];
    }

    private string Units(List<int> units) => string.Join(", ", units.Take(20).Select(Unit)) + (units.Count > 20 ? ", ..." : "");

    private string Mine(string prefix) => Path.Combine(
        folder,
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{share.First}-{share.Last}-{share.Count}"));

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

    /// <summary>Makes a file that no other machine may have made: two machines with one share do not both begin.</summary>
    private void Claim(string path)
    {
        Guard(() =>
        {
            Directory.CreateDirectory(folder);
            try
            {
                using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
                file.Write(Encoding.UTF8.GetBytes(Environment.MachineName));
            }
            catch (IOException) when (File.Exists(path))
            {
                throw Used(path);
            }
        });
        _written.Add(path);
    }

    private BatchPerfException Used(string path) => new(
        "StartFolderUsed",
        ProblemKind.InvalidInput,
        $"'{path}' is there already: another run began in this folder, or another machine has the share {share}.",
        "Give each run a folder of its own, and each machine another share.");

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable(exception);
        }
    }

    private BatchPerfException Unusable(Exception exception) => new(
        "StartFolderFailed",
        ProblemKind.File,
        $"The folder '{folder}', in which the machines meet, cannot be used: {exception.Message}",
        "Give a folder that all machines can read and write.",
        exception);

    /// <summary>Takes back what this machine said of itself, and nothing of another's.</summary>
    private void Withdraw()
    {
        foreach (var path in _written)
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // the others wait for their time, and then nothing is sent either
            }
        }
    }

    private static string Moment(DateTimeOffset moment) => moment.ToString("O", CultureInfo.InvariantCulture);
}
