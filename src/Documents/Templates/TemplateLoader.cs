using System.Text.Json;
using EdFi.BatchPerf.Documents.Scenarios;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Loads templates from files and folders and puts them beside the scenarios that are there already.</summary>
internal static class TemplateLoader
{
    /// <exception cref="BatchPerfException">ScenarioTemplateNotFound, ScenarioTemplateInvalid with all problems of all files.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static IReadOnlyList<ScenarioDefinition> Load(
        IEnumerable<string> paths,
        IReadOnlyList<ScenarioDefinition> builtIn,
        TemplateBudget budget)
    {
        var problems = new TemplateProblems();
        List<ScenarioDefinition> scenarios = [.. builtIn];
        var files = 0;
        foreach (var path in paths.SelectMany(Files).Distinct(StringComparer.Ordinal))
        {
            if (++files > TemplateBudget.MostFiles)
            {
                problems.Add(path, 1, $"these are more than {TemplateBudget.MostFiles} templates");
                break;
            }

            if (Read(path, problems, budget) is { } file)
            {
                Add(scenarios, file, problems);
            }
        }

        problems.Throw();
        return scenarios;
    }

    private static string[] Files(string path)
    {
        if (File.Exists(path))
        {
            return [path];
        }

        string[] files = Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*.json").Order(StringComparer.Ordinal)] : [];
        return files.Length > 0 ? files : throw new BatchPerfException(
            "ScenarioTemplateNotFound",
            ProblemKind.File,
            Directory.Exists(path) ? $"The folder '{path}' holds no *.json." : $"There is no template or folder '{path}'.",
            "Give the path of a template, or of a folder of templates; docs/templates.md describes the format.");
    }

    private static TemplateFile? Read(string path, TemplateProblems problems, TemplateBudget budget)
    {
        try
        {
            return new TemplateParser(path, problems, budget).Parse(LocatedReader.Read(Bytes(path), budget));
        }
        catch (TemplateLimitException exception)
        {
            problems.Add(path, exception.Line, exception.Message);
        }
        catch (JsonException exception)
        {
            problems.Add(path, (int)(exception.LineNumber ?? 0) + 1, $"this is not JSON: {Sentence(exception.Message)}");
        }
        catch (InvalidOperationException exception)
        {
            problems.Add(path, 1, $"the text is not valid UTF-8: {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BatchPerfException(
                "ScenarioTemplateNotFound",
                ProblemKind.File,
                $"The template '{path}' cannot be read: {exception.Message}",
                "Check the path and who may read it.",
                exception);
        }

        return null;
    }

    /// <summary>Reads one byte more than may be there, so that a device or a growing file is no endless one.</summary>
    private static byte[] Bytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        var bytes = new byte[TemplateBudget.MostBytes + 1];
        var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return length <= TemplateBudget.MostBytes
            ? bytes[..length]
            : throw new TemplateLimitException(1, $"the file has more than {TemplateBudget.MostBytes / 1024} KB");
    }

    private static void Add(List<ScenarioDefinition> scenarios, TemplateFile file, TemplateProblems problems)
    {
        var names = new ScenarioNames(scenarios);
        if (scenarios.Find(s => ScenarioNames.IsName(s, file.Name) || ScenarioNames.IsResource(s, file.Name)) is { } taken)
        {
            problems.Add(file.Path, file.NameLine, $"the name '{file.Name}' is taken by {taken.Name} ({taken.Source})");
            return;
        }

        var resource = file.Recipe.Main.Resource;
        scenarios.Add(new ScenarioDefinition
        {
            Name = file.Name,
            Resource = resource,
            RequestPrefix = names.Find(resource).Count == 0 ? resource : file.Name,
            IsDefault = file.IsDefault,
            Source = file.Path,
            Description = file.Description,
            Descriptors = file.Descriptors,
            Recipes = [file.Recipe],
        });
    }

    // The message repeats the place, counted from 0, after the first sentence.
    private static string Sentence(string message)
    {
        var place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return place < 0 ? message : message[..place];
    }
}
