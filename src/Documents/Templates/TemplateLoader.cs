using EdFi.BatchPerf.Documents.Scenarios;

namespace EdFi.BatchPerf.Documents.Templates;

/// <summary>
/// Loads templates from files and folders and puts them beside the scenarios that are there already: fixtures first, because scenarios of
/// any file may refer to them; then scenarios; then the mix, which names them.
/// </summary>
internal static class TemplateLoader
{
    /// <exception cref="BatchPerfException">ScenarioTemplateNotFound, ScenarioTemplateInvalid with all problems of all files.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static LoadedTemplates Load(
        IEnumerable<string> paths,
        IReadOnlyList<ScenarioDefinition> builtIn,
        TemplateBudget budget)
    {
        var problems = new TemplateProblems();
        var sources = Read(paths, problems, budget);
        var fixtures = Fixtures(sources, problems, budget);
        List<ScenarioDefinition> scenarios = [.. builtIn];
        foreach (var source in sources.Where(static s => s.Kind == TemplateKind.Scenario))
        {
            if (Guarded(source, problems, () => new TemplateParser(source.Path, problems, fixtures, budget).Parse(source.Root)) is { } file)
            {
                Add(scenarios, file, problems);
            }
        }

        var mixed = Mix(sources, scenarios, problems);
        problems.Throw();
        return new LoadedTemplates(mixed, fixtures.All);
    }

    private static List<TemplateSource> Read(IEnumerable<string> paths, TemplateProblems problems, TemplateBudget budget)
    {
        var reader = new TemplateReader(problems, budget);
        List<TemplateSource> sources = [];
        var files = 0;
        foreach (var path in paths.SelectMany(TemplateReader.Files).Distinct(StringComparer.Ordinal))
        {
            if (++files > TemplateBudget.MostFiles)
            {
                problems.Add(path, 1, $"these are more than {TemplateBudget.MostFiles} templates");
                break;
            }

            if (reader.Read(path) is { } source)
            {
                sources.Add(source);
            }
        }

        return sources;
    }

    private static FixtureTable Fixtures(List<TemplateSource> sources, TemplateProblems problems, TemplateBudget budget)
    {
        var table = new FixtureTable();
        var files = sources.FindAll(static s => s.Kind == TemplateKind.Fixtures);
        files.ForEach(s => new FixturesParser(s.Path, problems, table, budget).Announce(s.Root));
        foreach (var source in files)
        {
            Guarded<object>(source, problems, () =>
            {
                new FixturesParser(source.Path, problems, table, budget).Parse(source.Root);
                return null;
            });
        }

        return table;
    }

    private static T? Guarded<T>(TemplateSource source, TemplateProblems problems, Func<T?> parse)
        where T : class
    {
        try
        {
            return parse();
        }
        catch (TemplateLimitException exception)
        {
            problems.Add(source.Path, exception.Line, exception.Message);
        }
        catch (InvalidOperationException exception)
        {
            problems.Add(source.Path, 1, $"the text is not valid UTF-8: {exception.Message}");
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
            Weight = file.Weight ?? 1,
            Source = file.Path,
            Description = file.Description,
            Descriptors = file.Descriptors,
            ComposedDescriptors = file.ComposedDescriptors,
            Fixtures = file.Fixtures,
            Tokens = file.Tokens,
            Recipes = [file.Recipe],
        });
    }

    /// <summary>The scenarios with those of the mix, and only those, as the ones that run by default.</summary>
    private static List<ScenarioDefinition> Mix(
        List<TemplateSource> sources,
        List<ScenarioDefinition> scenarios,
        TemplateProblems problems)
    {
        var mixes = sources.FindAll(static s => s.Kind == TemplateKind.Mix);
        foreach (var second in mixes.Skip(1))
        {
            problems.Add(second.Path, second.Root.Line, $"{mixes[0].Path} is a mix already, and a load has one; give only one of them");
        }

        // names are held against scenarios only where all of those could be read
        var known = problems.Count == 0 ? scenarios : null;
        var weights = mixes.ConvertAll(mix => new MixParser(mix.Path, problems).Parse(mix.Root, known));
        return mixes.Count == 0 ? scenarios
            : scenarios.ConvertAll(s => s with
            {
                IsDefault = weights[0].ContainsKey(s.Name),
                Weight = weights[0].GetValueOrDefault(s.Name, s.Weight),
            });
    }
}
