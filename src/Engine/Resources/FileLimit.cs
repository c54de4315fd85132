using System.Runtime.InteropServices;

namespace EdFi.BatchPerf.Resources;

/// <summary>
/// Reads the number of descriptors that this process may hold. The runtime raises its soft limit to the hard one when it starts, so the
/// limit that counts is the hard one of the shell, container or service that started it.
/// </summary>
internal static partial class FileLimit
{
    private const int OnLinux = 7; // RLIMIT_NOFILE in <sys/resource.h>
    private const int OnMac = 8;

    /// <summary>The limit; null on Windows, which has none that matters, and where there is none.</summary>
    public static long? Read()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
        {
            return null;
        }

        try
        {
            return GetLimit(OperatingSystem.IsMacOS() ? OnMac : OnLinux, out var limit) == 0 && limit.Soft <= int.MaxValue
                ? (long)limit.Soft
                : null;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Descriptors that are open; 0 where that cannot be seen.</summary>
    public static long InUse()
    {
        var listed = OperatingSystem.IsLinux() ? "/proc/self/fd" : OperatingSystem.IsMacOS() ? "/dev/fd" : null;
        try
        {
            return listed is null ? 0 : Directory.EnumerateFileSystemEntries(listed).LongCount();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int GetLimit(int resource, out Limit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Limit
    {
        public readonly ulong Soft;
        public readonly ulong Hard;
    }
}
