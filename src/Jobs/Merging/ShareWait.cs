using System.Globalization;
using EdFi.BatchPerf.Files.Merging;
using EdFi.BatchPerf.Jobs.Hosting;
using EdFi.BatchPerf.Jobs.Screens;

namespace EdFi.BatchPerf.Jobs.Merging;

/// <summary>Waits until a folder holds all shares of a plan: the shares themselves say how many there are.</summary>
/// <param name="host">Where the job runs.</param>
/// <param name="folder">The folder.</param>
/// <param name="time">Measures the waiting.</param>
internal sealed class ShareWait(IJobHost host, RunFolder folder, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Returns when all shares are there, at once where a plan was not divided, and at the end of the time in any case.</summary>
    /// <exception cref="OperationCanceledException">The job was stopped.</exception>
    /// <exception cref="BatchPerfException">The folder cannot be read, or its runs are no parts of one plan.</exception>
    public async Task RunAsync(TimeSpan most)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var last = time.GetElapsedTime(began) >= most;
            folder.Read(lenient: !last);
            var shares = Shares();
            if (shares is { IsDivided: true, IsComplete: true } or { IsDivided: false, Machines: > 0 })
            {
                return;
            }

            if (last)
            {
                if (most > TimeSpan.Zero)
                {
                    host.Warn($"After {DurationText.Format(most)} {Words(shares)}.");
                }

                return;
            }

            host.Progress(new JobProgress("Merge", new LinePart(Words(shares))));
            await Task.Delay(Pause, time, host.Stop);
        }
    }

    private (bool IsDivided, bool IsComplete, int Machines, int Units, int Count) Shares()
    {
        var shares = ShareCount.Of(folder.Runs.Select(static run => (run.Key, run.Value.Plan.Segment)));
        return (shares.IsDivided, shares.IsComplete, folder.Runs.Count, shares.UnitsThere, shares.Count);
    }

    private static string Words((bool IsDivided, bool IsComplete, int Machines, int Units, int Count) shares) => shares.IsDivided
        ? string.Create(CultureInfo.InvariantCulture, $"{shares.Units} of {shares.Count} shares of the plan are there")
        : "no run is there";
}
