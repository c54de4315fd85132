namespace EdFi.BatchPerf.Files.Output;

/// <summary>Files that grow while a run lasts, and that others may read meanwhile: results, journals, histories.</summary>
internal static class GrowingFile
{
    /// <summary>Makes the file anew; unbuffered, since its writers buffer. One that is replaced keeps its mode.</summary>
    /// <param name="path">The file; its folder has to exist.</param>
    /// <param name="replace">True to replace a file that exists.</param>
    /// <param name="audience">Readers of the file.</param>
    /// <exception cref="IOException">It is there and may not be replaced; it is a link, a folder or a device; it cannot be
    /// written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static FileStream Create(string path, bool replace, FileAudience audience)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var target = Path.GetFullPath(path);
        OutputTarget.Check(target);
        UnixFileMode? mode = null;
        if (replace && File.Exists(target))
        {
            Touch(target);
            mode = OutputTarget.ModeOf(target);
            // not truncated: processes that have the old file open keep its content, and a link planted by now is refused below
            File.Delete(target);
        }

        return OutputTarget.CreateNew(target, audience, mode, FileShare.Read | FileShare.Delete);
    }

    /// <summary>Opens a file in order to write on at its end.</summary>
    /// <exception cref="IOException">It is a link, a folder or a device, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static FileStream Continue(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        OutputTarget.Check(Path.GetFullPath(path));
        var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);
        file.Seek(0, SeekOrigin.End);
        return file;
    }

    /// <summary>Finds out whether a file that is there could be written, and leaves it as it is.</summary>
    /// <exception cref="IOException">It is a link, a folder or a device, or cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Probe(string path)
    {
        var target = Path.GetFullPath(path);
        OutputTarget.Check(target);
        if (File.Exists(target))
        {
            Touch(target);
        }
    }

    /// <summary>Opens it for reading and writing, since a pipe that is opened for one of both waits for the other.</summary>
    /// <exception cref="NotSupportedException">It is a pipe or a device.</exception>
    private static void Touch(string path)
    {
        try
        {
            using var file = new FileStream(
                path,
                FileMode.Open,
                FileAccess.ReadWrite,
                FileShare.ReadWrite | FileShare.Delete,
                bufferSize: 0);
            if (!file.CanSeek)
            {
                throw new NotSupportedException($"'{path}' is a pipe or a device: give the path of a file.");
            }
        }
        catch (FileNotFoundException)
        {
            // another process, which had locked it for instance, has removed it by now
        }
    }
}
