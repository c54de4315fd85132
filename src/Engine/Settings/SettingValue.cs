namespace EdFi.BatchPerf.Settings;

/// <summary>A value as it was written, and where; <see cref="ToString"/> shows where only, since the value may be a secret.</summary>
/// <param name="Text">What was written.</param>
/// <param name="Origin">Where it was written, in words: <c>CLIENT_COUNT in .env, line 3</c>.</param>
public sealed record SettingValue(string Text, string Origin)
{
    /// <inheritdoc/>
    public override string ToString() => Origin;
}
