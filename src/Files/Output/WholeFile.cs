using System.Security.Cryptography;

namespace EdFi.BatchPerf.Files.Output;

/// <summary>
/// Writes files that are there as a whole or not at all: into a temporary file beside them, forced to disk, which then takes their place in
/// one step.
/// </summary>
internal static class WholeFile
{
    /// <summary>
    /// Writes a file, replacing one that is there, whose mode it keeps. Where it fails the old one stays, and no temporary file does.
    /// </summary>
    /// <param name="path">The file; its folder has to exist.</param>
    /// <param name="audience">Readers of the file.</param>
    /// <param name="write">Writes the content; the stream is closed afterwards.</param>
    /// <exception cref="IOException">It is a link, a folder or a device; it cannot be written, for want of room for instance.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static void Write(string path, FileAudience audience, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var target = Path.GetFullPath(path);
        OutputTarget.Check(target);

        // Random names, and O_EXCL: a link planted beforehand is neither met nor followed.
        var temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{RandomNumberGenerator.GetHexString(24, lowercase: true)}.tmp");
        try
        {
            var file = OutputTarget.CreateNew(temporary, audience, OutputTarget.ModeOf(target), FileShare.None);
            Replace(file, temporary, target, write);
        }
        catch (IOException exception) when (exception.Message.Contains(temporary, StringComparison.Ordinal))
        {
            throw new IOException(exception.Message.Replace(temporary, target, StringComparison.Ordinal), exception);
        }
    }

    private static void Replace(FileStream file, string temporary, string target, Action<Stream> write)
    {
        var done = false;
        try
        {
            using (file)
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: true);
            done = true;
        }
        finally
        {
            if (!done)
            {
                Discard(temporary);
            }
        }
    }

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // what went wrong before matters more, and is on its way
        }
    }
}
