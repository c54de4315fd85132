using System.Diagnostics;
using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Running;

/// <summary>
/// Lets a dedicated thread sleep to within some tens of microseconds: <c>nanosleep</c> where there is one, elsewhere a coarse sleep
/// finished by spinning. .NET's own timers end up to 16 ms late, which an arrival schedule would turn into false latency.
/// </summary>
internal static partial class PreciseSleep
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(20);

    /// <summary>Sleeps until a moment, looking every 20 ms at whether it should go on.</summary>
    /// <param name="until">A timestamp of <see cref="Stopwatch"/>.</param>
    /// <param name="goOn">False ends the sleep early.</param>
    /// <returns>False when it ended early.</returns>
    public static bool Until(long until, Func<bool> goOn)
    {
        while (goOn())
        {
            var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), until);
            if (left <= TimeSpan.Zero)
            {
                return true;
            }

            For(left < Slice ? left : Slice);
        }

        return false;
    }

    private static void For(TimeSpan time)
    {
        if (OperatingSystem.IsWindows())
        {
            Coarse(time);
            return;
        }

        var request = new TimeSpec { Seconds = 0, Nanoseconds = (nint)(time.Ticks * 100) };
        _ = NanoSleep(in request, IntPtr.Zero);
    }

    private static void Coarse(TimeSpan time)
    {
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        if (time > TimeSpan.FromMilliseconds(2))
        {
            Thread.Sleep(time - TimeSpan.FromMilliseconds(2));
        }

        var spinner = default(SpinWait);
        while (Stopwatch.GetTimestamp() < until)
        {
            spinner.SpinOnce(sleep1Threshold: -1);
        }
    }

    [LibraryImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int NanoSleep(in TimeSpec request, IntPtr remaining);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
