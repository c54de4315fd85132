using System.Globalization;
using System.Text;
using EdFi.BatchPerf.Files.Output;

namespace EdFi.BatchPerf.Jobs.Scenarios;

/// <summary>The templates of a folder: one file a scenario, one of shared fixtures, one of the mix.</summary>
internal sealed class ScenarioFiles
{
    /// <summary>The file of shared fixtures; no resource's name begins in this way.</summary>
    public const string FixturesName = "_fixtures.json";

    /// <summary>The file of the mix.</summary>
    public const string MixName = "_mix.json";

    /// <summary>The file of lessons from refusals, each line a resource and a message of the server about it; no load reads it.</summary>
    public const string LearntName = "_learnt.txt";

    /// <summary>Behind the name of a file that was there before.</summary>
    public const string OldSuffix = ".old";

    /// <summary>Behind the name of a file of which the server refused a record.</summary>
    public const string RefusedSuffix = ".refused";

    /// <summary>Far more than the lessons of all resources take, in bytes.</summary>
    private const int MostLearnt = 16 * 1024 * 1024;

    private readonly Action<string> _warn;
    private readonly Dictionary<string, string> _aside = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="folder">The folder; it is created where it is missing.</param>
    /// <param name="replace">True to replace fixtures that its file has.</param>
    /// <param name="warn">Receives warnings of copies that are made of earlier files.</param>
    public ScenarioFiles(string folder, bool replace, Action<string> warn)
    {
        Folder = folder;
        _warn = warn;
        Fixtures = new FixturesFile(this, replace, warn);
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Its file of shared fixtures.</summary>
    public FixturesFile Fixtures { get; }

    /// <summary>Where the file of a resource's scenario is now: it may have been moved aside.</summary>
    public string PlaceOf(string segment)
        => PathOf(segment) is var path && !File.Exists(path) && _aside.TryGetValue(segment, out var aside) ? aside : path;

    /// <summary>Where the file of a resource's scenario is written.</summary>
    public string PathOf(string segment) => Path.Combine(Folder, segment + ".json");

    /// <summary>Refuses to replace files that are there.</summary>
    /// <exception cref="BatchPerfException">ScenarioFileExists.</exception>
    public void RequireNew(IEnumerable<string> segments, bool mix)
    {
        var there = segments
            .Select(PathOf)
            .Concat(mix ? [Path.Combine(Folder, MixName)] : Array.Empty<string>())
            .Where(File.Exists)
            .ToList();
        if (there.Count > 0)
        {
            throw new BatchPerfException(
                "ScenarioFileExists",
                ProblemKind.InvalidInput,
                there.Count == 1 ? $"{there[0]} is there already." : $"{there.Count} of the files are there already, such as {there[0]}.",
                $"Name another folder, or replace them with {new OptionKey("Force")}.");
        }
    }

    /// <summary>
    /// Reads the lines of the file of lessons; none where it is not there, or cannot be read or is larger than 16 MB, which is a warning.
    /// </summary>
    public IReadOnlyList<string> ReadLearnt()
    {
        var path = Path.Combine(Folder, LearntName);
        try
        {
            return !File.Exists(path) ? []
                : new FileInfo(path).Length <= MostLearnt ? [.. File.ReadLines(path)]
                : throw new IOException($"it has more than {MostLearnt / 1024 / 1024} MB");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _warn($"{path} cannot be read, so that the server has to teach anew: {exception.Message.TrimEnd('.')}.");
            return [];
        }
    }

    /// <summary>Adds lines to the file of lessons; its lines stay, also those that cannot be read.</summary>
    /// <exception cref="BatchPerfException">OutputDirectoryNotWritable, OutputNotWritable.</exception>
    public void AppendLearnt(IEnumerable<string> lines)
    {
        OutputDirectory.Check(Folder);
        var path = Path.Combine(Folder, LearntName);
        try
        {
            File.AppendAllText(path, (EndsWithinALine(path) ? "\n" : "") + string.Concat(lines.Select(static line => line + "\n")));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BatchPerfException(
                FileClaim.NotWritableId,
                ProblemKind.File,
                $"{path} is there from before and cannot be added to: {exception.Message.TrimEnd('.')}.",
                "Move it away, or name another folder.",
                exception);
        }
    }

    /// <summary>Writes one file, whole or not at all.</summary>
    /// <exception cref="BatchPerfException">OutputDirectoryNotWritable, OutputNotWritable.</exception>
    public void Write(string name, string text)
    {
        OutputDirectory.Check(Folder);
        OutputFile.Write(
            Path.Combine(Folder, name),
            FileAudience.Umask,
            stream => stream.Write(Encoding.UTF8.GetBytes(text)),
            FileClaim.NotWritableId);
    }

    /// <summary>
    /// Moves a file out of the way of loads, which read every <c>*.json</c>. Nothing is lost.
    /// </summary>
    /// <param name="segment">The resource, or the name of another file without <c>.json</c>.</param>
    /// <param name="suffix">Behind its name from then on.</param>
    /// <returns>Its new path; null where there was no file.</returns>
    /// <exception cref="BatchPerfException">OutputNotWritable.</exception>
    public string? MoveAside(string segment, string suffix = OldSuffix)
    {
        var path = PathOf(segment);
        var aside = Aside(path, suffix);
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            File.Move(path, aside);
            return _aside[segment] = aside;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BatchPerfException(
                FileClaim.NotWritableId,
                ProblemKind.File,
                $"{path} is there from before and cannot be moved to {aside}: {exception.Message.TrimEnd('.')}.",
                "Move it away: a load of the folder would send its records.",
                exception);
        }
    }

    /// <summary>Copies a file to where no load reads it and nothing is yet.</summary>
    /// <returns>The copy's path.</returns>
    /// <exception cref="BatchPerfException">OutputNotWritable.</exception>
    public static string CopyAside(string path)
    {
        var aside = Aside(path, OldSuffix);
        try
        {
            File.Copy(path, aside);
            return aside;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BatchPerfException(
                FileClaim.NotWritableId,
                ProblemKind.File,
                $"{path} is there from before and cannot be copied to {aside}: {exception.Message.TrimEnd('.')}.",
                "Move it away, or name another folder.",
                exception);
        }
    }

    private static string Aside(string path, string suffix)
    {
        var aside = path + suffix;
        for (var number = 2; File.Exists(aside); number++)
        {
            aside = string.Create(CultureInfo.InvariantCulture, $"{path}{suffix}{number}");
        }

        return aside;
    }

    /// <summary>True where the last line of a file has no end: an editor, or a stop while it was written, may have left it so.</summary>
    private static bool EndsWithinALine(string path)
    {
        if (!File.Exists(path))
        {
            return false;
        }

        using var file = File.OpenRead(path);
        return file.Length > 0 && file.Seek(-1, SeekOrigin.End) >= 0 && file.ReadByte() != '\n';
    }
}
