using System.Globalization;

namespace EdFi.BatchPerf.Running;

/// <summary>
/// Signal that a prepared run waits for: a time that is known from the beginning, or one that is told later, once all machines of a fleet
/// are ready. Safe from any thread; for one run.
/// </summary>
public sealed class StartSignal
{
    private readonly TimeProvider _time;
    private readonly TaskCompletionSource _armed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _told = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private CommonStart? _start;

    /// <summary>Makes a signal whose moment is told later.</summary>
    public StartSignal()
        : this(TimeProvider.System)
    {
    }

    internal StartSignal(TimeProvider time) => _time = time;

    /// <summary>
    /// Completes when the run has everything that can be prepared and waits for nothing but its start; never, where it ends before.
    /// </summary>
    public Task Armed => _armed.Task;

    /// <summary>The start; null while it has not been told.</summary>
    public CommonStart? Start => Volatile.Read(ref _start);

    /// <summary>Time until the start by the wall clock, negative where it has passed; null while it has not been told.</summary>
    public TimeSpan? Left => Start is { } start ? start.Moment - _time.GetUtcNow() : null;

    /// <summary>Completes when the start is known.</summary>
    internal Task Told => _told.Task;

    /// <summary>Makes a signal whose moment is known, by this machine's clock.</summary>
    public static StartSignal At(DateTimeOffset moment) => At(moment, TimeProvider.System);

    internal static StartSignal At(DateTimeOffset moment, TimeProvider time)
    {
        var signal = new StartSignal(time) { _start = new CommonStart(moment, TimeSpan.Zero) };
        signal._told.SetResult();
        return signal;
    }

    /// <summary>Tells the start.</summary>
    /// <exception cref="BatchPerfException">StartMissed: it has passed; another one may be told.</exception>
    /// <exception cref="InvalidOperationException">A start was told before.</exception>
    public void Tell(CommonStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        Require(start);
        if (Interlocked.CompareExchange(ref _start, start, null) is { } before)
        {
            throw new InvalidOperationException($"The run was told to start at {Text(before.Label)} before.");
        }

        _told.SetResult();
    }

    /// <summary>Refuses a start that has passed; one that has not been told is still to come.</summary>
    /// <exception cref="BatchPerfException">StartMissed.</exception>
    public void RequireAhead()
    {
        if (Start is { } start)
        {
            Require(start);
        }
    }

    /// <summary>Refuses a start that has passed, before it is told.</summary>
    /// <exception cref="BatchPerfException">StartMissed.</exception>
    public void RequireAhead(CommonStart start)
    {
        ArgumentNullException.ThrowIfNull(start);
        Require(start);
    }

    internal void Arm() => _armed.TrySetResult();

    /// <summary>A moment as it is shown.</summary>
    internal static string Text(DateTimeOffset moment) =>
        moment.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF" + (moment.Offset == TimeSpan.Zero ? "'Z'" : "zzz"), CultureInfo.InvariantCulture);

    private static string Length(TimeSpan time) => time.TotalDays >= 2
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalDays:#,0} days")
        : time.TotalMinutes >= 2
            ? DurationText.Format(TimeSpan.FromMinutes(Math.Floor(time.TotalMinutes)))
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");

    private void Require(CommonStart start)
    {
        var late = _time.GetUtcNow() - start.Moment;
        if (late >= TimeSpan.Zero)
        {
            throw new BatchPerfException(
                "StartMissed",
                ProblemKind.InvalidInput,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The common start {Text(start.Label)} had passed {Length(late)} before the run was ready, so nothing was sent."),
                $"Give all machines a later one ({new OptionKey("StartAt")}): what is prepared before it, such as the connection and "
                    + "fixtures, takes some seconds. Where it should not have passed, compare this machine's clock with the others'.");
        }
    }
}
