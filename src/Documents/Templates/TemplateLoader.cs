using System.Text.Json;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>Loads templates from files and folders and puts them beside the scenarios that are there already.</summary>
internal static class TemplateLoader
{
    /// <exception cref="BatchPerfException">ScenarioTemplateNotFound, ScenarioTemplateInvalid with all problems of all files.</exception>
    public static IReadOnlyList<ScenarioDefinition> Load(IEnumerable<string> paths, IReadOnlyList<ScenarioDefinition> builtIn)
    {
        var problems = new TemplateProblems();
        List<ScenarioDefinition> scenarios = [.. builtIn];
        foreach (var path in paths.SelectMany(Files).Distinct(StringComparer.Ordinal))
        {
            if (Read(path, problems) is { } file)
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

    private static TemplateFile? Read(string path, TemplateProblems problems)
    {
        try
        {
            return new TemplateParser(path, problems).Parse(LocatedReader.Read(File.ReadAllBytes(path)));
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
            throw new BatchPerfException("ScenarioTemplateNotFound", ProblemKind.File, $"The template '{path}' cannot be read: {exception.Message}", "Check the path and who may read it.", exception);
        }

        return null;
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
