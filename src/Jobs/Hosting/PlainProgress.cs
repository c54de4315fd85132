using EdFi.BatchPerf.Jobs.Screens;

namespace EdFi.BatchPerf.Jobs.Hosting;

/// <summary>Progress where no terminal draws it over: a plain line every ten seconds. Not safe for concurrent use.</summary>
/// <param name="writer">Takes the lines.</param>
/// <param name="time">Measures the ten seconds.</param>
internal sealed class PlainProgress(TextWriter writer, TimeProvider time)
{
    /// <summary>A little less than ten seconds: progress comes once a second, not to the millisecond.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(9.5);
    private long? _written;

    /// <summary>Writes the progress where it is time; the first line comes ten seconds after the first progress.</summary>
    public void Show(JobProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (!progress.Done && !progress.Said && time.GetElapsedTime(_written ??= time.GetTimestamp()) >= Every)
        {
            _written = time.GetTimestamp();
            writer.WriteLine(FittedLine.Of(progress.Status, width: null));
        }
    }
}
