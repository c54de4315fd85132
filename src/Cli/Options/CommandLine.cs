using System.CommandLine;
using System.CommandLine.Parsing;
using EdFi.BatchPerf.Settings;

namespace EdFi.BatchPerf.Cli.Options;

/// <summary>A parsed command line: options by name, still as text, so that an option and a variable are read by the same rules.</summary>
internal sealed class CommandLine
{
    /// <summary>Prints what a threshold may begin with.</summary>
    public const string ListMetricsOption = "--listMetrics";

    private const string HelpOption = "--help";
    private const string VersionOption = "--version";
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Names of options in other load testers, each with this program's.</summary>
    private static readonly (string Text, string Shown)[] OtherWords =
    [
        ("--users", "--clientCount"), ("--clients", "--clientCount"), ("--vus", "--clientCount"), ("--threads", "--clientCount"),
        ("--connections", "--clientCount"),
        ("--host", "--baseUrl"), ("--url", "--baseUrl"), ("--run-time", "--duration"), ("--csv", "--output"), ("--rps", "--arrivalRate"),
    ];

    private CommandLine()
    {
    }

    /// <summary>All options' long names.</summary>
    public static IEnumerable<string> Names =>
        [.. OptionTable.All.Select(static o => o.Long), HelpOption, VersionOption, ListMetricsOption];

    public bool Help { get; private init; }

    public bool Version { get; private init; }

    public bool ListMetrics { get; private init; }

    /// <summary>Errors of the command line, one line each; never with a value, which may be a secret.</summary>
    public IReadOnlyList<string> Errors { get; private init; } = [];

    /// <summary>An option's value by its long name without dashes; null where it was not given.</summary>
    public string? Find(string name) => _values.GetValueOrDefault(name);

    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var command = new Command("edfi-batchperf");
        var options = OptionTable.All.ToDictionary(static spec => spec.Setting.Name, ToOption, StringComparer.Ordinal);
        var help = new Option<bool>(HelpOption, "-h", "-?");
        var version = new Option<bool>(VersionOption);
        var listMetrics = new Option<bool>(ListMetricsOption);
        foreach (var option in options.Values.Append(help).Append(version).Append(listMetrics))
        {
            command.Options.Add(option);
        }

        // Bundling would read -bt as -b t, and @ begins a secret as well as a response file.
        var result = command.Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        var line = new CommandLine
        {
            Help = result.GetValue(help),
            Version = result.GetValue(version),
            ListMetrics = result.GetValue(listMetrics),
            Errors = [.. Problems(result, args)],
        };
        foreach (var (name, option) in options)
        {
            if (result.GetResult(option) is { Implicit: false } given)
            {
                line._values[name] = given.Tokens.Count == 0
                    ? "true"
                    : string.Join(SettingsReader.LineSeparator, given.Tokens.Select(static t => t.Value));
            }
        }

        return line;
    }

    private static Option ToOption(OptionSpec spec)
    {
        string[] letters = spec.Short is { } letter ? [letter] : [];
        return spec.Kind == OptionKind.List
            ? new Option<string[]>(spec.Long, letters) { Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = true }
            : new Option<string>(spec.Long, letters) { Arity = spec.Kind == OptionKind.Flag
                ? ArgumentArity.ZeroOrOne
                : ArgumentArity.ExactlyOne };
    }

    /// <summary>
    /// Guesses the option that may have been meant, by other tools' names and by names that differ in few letters; empty for none.
    /// </summary>
    private static string Guess(string option) =>
        Spelling.Guess(option, Names.Select(static o => (o, o)).Concat(OtherWords));

    private static IEnumerable<string> Problems(ParseResult result, IReadOnlyList<string> args)
    {
        var unknown = result.UnmatchedTokens.Where(static token => token.StartsWith('-')).Concat(TakenForValues(result))
            .Select(static token => token.Split('=', ':')[0])
            .Distinct(StringComparer.Ordinal)
            .ToList();
        foreach (var option in unknown)
        {
            yield return $"There is no option '{option}'. {Guess(option)}".TrimEnd();
        }

        if (unknown.Count == 0 && result.UnmatchedTokens.Count > 0) // else it is the value of an option that does not exist
        {
            yield return $"{Place(result.UnmatchedTokens[0], args)} belongs to no option; put values with spaces into quotes.";
        }

        foreach (var option in result.Errors.Select(static e => e.SymbolResult).OfType<SymbolResult>())
        {
            var found = option as OptionResult ?? option.Parent as OptionResult;
            if (found is not null)
            {
                yield return found.Tokens.Count == 0
                    ? $"The option '{found.Option.Name}' needs a value."
                    : $"The option '{found.Option.Name}' was given more than one value.";
            }
        }
    }

    /// <summary>An argument by its number and the option before it: it may be a secret itself.</summary>
    private static string Place(string argument, IReadOnlyList<string> args)
    {
        var at = args.ToList().IndexOf(argument);
        var before = args.Take(Math.Max(0, at))
            .Select(static arg => arg.Split('=', ':')[0])
            .LastOrDefault(arg => Names.Contains(arg, StringComparer.Ordinal) || OptionTable.All.Any(o => o.Short == arg));
        return at < 0 ? "An argument"
            : FormattableString.Invariant($"Argument {at + 1}{(before is null ? "" : $", behind '{before}',")}");
    }

    /// <summary>Options that do not exist behind one that takes a list: they were taken for its values.</summary>
    private static IEnumerable<string> TakenForValues(ParseResult result) => result.CommandResult.Children.OfType<OptionResult>()
        .Where(static option => option.Option is Option<string[]>)
        .SelectMany(static option => option.Tokens)
        .Select(static token => token.Value)
        .Where(static value => value.StartsWith("--", StringComparison.Ordinal));
}
