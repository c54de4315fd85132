namespace EdFi.BatchPerf.Batches;

/// <summary>
/// Says whether an answer is handed over to another thread before it is judged. Then answers that come together are all read, and timed,
/// before the work on the first of them begins. A load of very many answers does without: changing threads would cost it a third more CPU.
/// Safe for concurrent use.
/// </summary>
/// <param name="time">Gives the unit of timestamps.</param>
internal sealed class AnswerHandover(TimeProvider time)
{
    /// <summary>Answers a second from which on they are judged where they were read.</summary>
    public const int FromPerSecond = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(50);
    private long _begun = time.GetTimestamp();
    private int _answers;
    private volatile bool _wanted = true;

    /// <summary>Counts an answer; true where it is to be handed over.</summary>
    /// <param name="now">Timestamp at which it was read.</param>
    public bool Take(long now)
    {
        var answers = Interlocked.Increment(ref _answers);
        var begun = Volatile.Read(ref _begun);
        var passed = time.GetElapsedTime(begun, now);
        if (passed >= Window && Interlocked.CompareExchange(ref _begun, now, begun) == begun)
        {
            Interlocked.Add(ref _answers, -answers);
            _wanted = answers < FromPerSecond * passed.TotalSeconds;
        }

        return _wanted;
    }
}
