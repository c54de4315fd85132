using System.Diagnostics;

namespace EdFi.BatchPerf.Unit.Cli;

/// <summary>A file system of 256 KiB in memory.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    /// <summary>Why there can be none here; null where there can.</summary>
    public static string? Missing { get; } = Try();

    public static SmallDisk Mount(string folder)
    {
        Directory.CreateDirectory(folder);
        var (code, error) = Run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder);
        return code == 0 ? new SmallDisk(folder) : throw new InvalidOperationException(error);
    }

    public void Dispose() => Run("umount", "-l", _folder);

    private static string? Try()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "a file system in memory is mounted on Linux only";
        }

        var folder = Directory.CreateTempSubdirectory("batchperf-disk-").FullName;
        try
        {
            Mount(folder).Dispose();
            return null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"no file system can be mounted here: {exception.Message.Trim()}";
        }
        finally
        {
            Directory.Delete(folder);
        }
    }

    private static (int Code, string Error) Run(string file, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { UseShellExecute = false, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }
}
