namespace EdFi.BatchPerf.Settings;

/// <summary>Log levels as the harness names them, in any letter case.</summary>
public static class LogLevelName
{
    /// <summary>Reads the level that was asked for; INFO where none was.</summary>
    /// <exception cref="BatchPerfException"><c>InvalidSetting</c>: it is none.</exception>
    public static LogLevel Read(SettingsReader settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var value = settings.Find(KnownSettings.LogLevel);
        return value?.Text.Trim().ToUpperInvariant() switch
        {
            null or "INFO" => LogLevel.Info,
            "DEBUG" => LogLevel.Debug,
            "WARNING" or "WARN" => LogLevel.Warning,
            "ERROR" or "CRITICAL" => LogLevel.Error,
            _ => throw SettingsReader.Invalid(value, "is not a log level", "Write DEBUG, INFO, WARNING, ERROR or CRITICAL."),
        };
    }
}
