namespace EdFi.BatchPerf.Settings;

/// <summary>Something that an operator can set: as an option and, where there is one, by an environment variable.</summary>
/// <param name="Name">The option without its dashes, for example <c>clientCount</c>.</param>
/// <param name="Variable">The environment variable, for example <c>CLIENT_COUNT</c>; null where there is none.</param>
public sealed record Setting(string Name, string? Variable);
