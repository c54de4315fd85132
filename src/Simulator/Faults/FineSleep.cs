using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Simulator.Faults;

/// <summary>Sleeps for fractions of a millisecond, which .NET's own sleeps cannot; where the system cannot either, it yields.</summary>
internal static class FineSleep
{
    /// <summary>Sleeps about as long as asked for, in microseconds, and never much longer than a millisecond.</summary>
    public static void For(double microseconds)
    {
        if (OperatingSystem.IsWindows() || microseconds <= 0)
        {
            Thread.Yield();
            return;
        }

        var request = new Timespec { Nanoseconds = (nint)(microseconds * 1000) };
        _ = NanoSleep(in request, 0);
    }

    [DllImport("libc", EntryPoint = "nanosleep")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NanoSleep(in Timespec request, nint remaining);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
