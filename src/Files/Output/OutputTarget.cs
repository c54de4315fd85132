namespace EdFi.BatchPerf.Files.Output;

/// <summary>
/// Checks what a file may replace: a file, or nothing. Links are never followed, since another user may have planted them.
/// </summary>
internal static class OutputTarget
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly string[] Devices = ["/dev/", "/proc/", "/sys/"];

    /// <exception cref="IOException">The path is a folder, a link, or lies among the devices of the system.</exception>
    public static void Check(string path)
    {
        if (new FileInfo(path).LinkTarget is { } target)
        {
            throw new IOException(
                $"'{path}' is a link to '{target}', and files are not written through links: give the path of the file itself.");
        }

        if (Directory.Exists(path))
        {
            throw new IOException($"'{path}' is a folder.");
        }

        if (!OperatingSystem.IsWindows()
            && Devices.Any(d => path.StartsWith(d, StringComparison.Ordinal))
            && !path.StartsWith("/dev/shm/", StringComparison.Ordinal))
        {
            throw new IOException($"'{path}' is a device: give the path of a file.");
        }
    }

    /// <summary>The mode that a file which takes the place of this one has to get; null where there is none, and on Windows.</summary>
    public static UnixFileMode? ModeOf(string path) =>
        !OperatingSystem.IsWindows() && File.Exists(path) ? File.GetUnixFileMode(path) : null;

    /// <summary>
    /// Makes a file that was not there: exclusively (O_EXCL), so that nothing planted under its name is followed or written to.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="audience">Readers of the file.</param>
    /// <param name="mode">Its mode on Unix; null for that of the audience.</param>
    /// <param name="share">Access for others while the file is open.</param>
    public static FileStream CreateNew(string path, FileAudience audience, UnixFileMode? mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = share, BufferSize = 0 };
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(path, options);
        }

        if (audience == FileAudience.Owner || mode is not null)
        {
            options.UnixCreateMode = OwnerOnly;
        }

        var file = new FileStream(path, options);
        if (mode is { } known && known != OwnerOnly)
        {
            File.SetUnixFileMode(file.SafeFileHandle, known);
        }

        return file;
    }
}
