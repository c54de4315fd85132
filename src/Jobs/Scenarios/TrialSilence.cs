using EdFi.BatchPerf.Documents.ReadingBack;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>
/// Scenarios in a row of which no record was answered. A server that hangs costs two timeouts a record, which many scenarios make hours of;
/// one that restarts answers none for a moment.
/// </summary>
/// <param name="time">Measures the silence and waits.</param>
internal sealed class TrialSilence(TimeProvider time)
{
    /// <summary>Scenarios in a row from which on nothing else is sent until there is an answer.</summary>
    public const int Most = 3;

    private readonly Silence _silence = new(time, Silence.UsualSpan);

    /// <summary>An answer came.</summary>
    public void End() => _silence.End();

    /// <summary>Counts a scenario without an answer, and waits where there were several in a row.</summary>
    /// <returns>True where another record of it is to be sent; false where the next scenario is.</returns>
    /// <exception cref="BatchPerfException">The silence has lasted: what <paramref name="error"/> makes.</exception>
    public async Task<bool> AddAsync(Func<BatchPerfException> error, CancellationToken cancellationToken)
    {
        if (_silence.Add() < Most)
        {
            return false;
        }

        await Task.Delay(_silence.NextWait() ?? throw error(), time, cancellationToken);
        return true;
    }
}
